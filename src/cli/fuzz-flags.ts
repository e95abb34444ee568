/** The flags that every kind of campaign has. */
import type { Shard } from '../../fuzz/campaigns/cases.js'
import { type Arguments, type Flag, UsageError } from './command.js'

export const campaignFlags: readonly Flag[] = [
  { name: 'seed', value: 'N', help: 'decides what the cases are; 1 unless given' },
  { name: 'runs', value: 'N', help: 'cases; without --runs and --time the campaign takes a minute' },
  { name: 'time', value: 'T', help: 'how long: 90s, 30m, 8h' },
  { name: 'shard', value: 'I/N', help: 'the I-th of N parts of the cases, for N machines' },
  { name: 'corpus', value: 'DIR', help: 'inputs to begin from, and where new ones are kept; OUT/corpus unless given' },
  { name: 'out', value: 'DIR', help: 'folder of findings, state and summary; mimicry-out/fuzz unless given' },
  { name: 'rate', value: 'N', help: 'requests per second at the most' },
  { name: 'json', help: 'JSON lines on standard output, instead of text' },
]

const DEFAULT_MS = 60_000

/** How far a campaign goes. @throws UsageError */
export function limitsOf(args: Arguments): {
  readonly runs?: number | undefined
  readonly timeMs?: number | undefined
} {
  const runs = args.whole('runs', 1)
  const time = args.text('time')
  if (runs === undefined && time === undefined) return { timeMs: DEFAULT_MS }
  return { runs, timeMs: time === undefined ? undefined : duration(time) }
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

function duration(text: string): number {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(text) ?? []
  const ms = Number(amount) * (UNITS[unit ?? ''] ?? NaN)
  if (Number.isSafeInteger(ms) && ms > 0) return ms
  throw new UsageError(`--time needs an amount with its unit, such as 90s, 30m or 8h, not ${text}`)
}

/** `--shard 2/4`. @throws UsageError */
export function shardOf(args: Arguments): Shard {
  const text = args.text('shard')
  if (text === undefined) return { index: 0, count: 1 }
  const [, part, parts] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []
  const [index, count] = [Number(part) - 1, Number(parts)]
  if (index >= 0 && index < count) return { index, count }
  throw new UsageError(`--shard needs a part and how many there are, from 1/4 to 4/4 for four, not ${text}`)
}

const MAX_SEED = 0xffff_ffff

/** `--seed`, 1 where it is absent. @throws UsageError */
export function seedOf(args: Arguments): number {
  const seed = args.whole('seed') ?? 1
  if (seed <= MAX_SEED) return seed
  throw new UsageError(`--seed goes up to ${MAX_SEED}, and got ${seed}`)
}
