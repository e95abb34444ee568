import { isAbsolute, join, relative, resolve } from 'node:path'
import { runCampaign } from '../../fuzz/campaigns/engine.js'
import { summaryText } from '../../fuzz/campaigns/summary.js'
import { didYouMean } from '../transport/nearest.js'
import { version } from '../runner/version.js'
import { type Arguments, type Command, type Flag, type Io, UsageError } from './command.js'
import { campaignFlags, limitsOf, seedOf, shardOf } from './fuzz-flags.js'
import type { FuzzKind } from './fuzz-kind.js'
import { kinds, withKindFlags } from './fuzz-kinds.js'
import { FuzzProgress } from './fuzz-progress.js'
import { quoted } from '../transport/quoted.js'

export const command: Command = {
  name: 'fuzz',
  summary: 'looks for what no check knows',
  usage: Object.values(kinds).flatMap(({ usage }) => usage),
  flags: withKindFlags(campaignFlags),
  positionals: { least: 1, most: 2 },
  details: `${Object.entries(kinds)
    .map(([name, { summary, flags }]) => `${name}: ${summary}.${flagsText(flags)}`)
    .join('\n')}

Findings, one for each cause, are files in OUT/findings that mimicry replay repeats. A campaign that was interrupted or
killed goes on where it was when it is started again with the same settings and the same --out; what else is in that
folder is kept in OUT/previous.

Exit status: 0 nothing found; 1 something found; 2 wrong use; 3 target or program unreachable; 130 interrupted.`,

  async run(args, io) {
    const kind = kindOf(args)
    refuseOthers(args, kind)
    const [seed, shard, limits] = [seedOf(args), shardOf(args), limitsOf(args)]
    const rate = args.whole('rate', 1)
    const out = resolve(io.cwd, args.text('out') ?? join('mimicry-out', 'fuzz'))
    const corpus = args.text('corpus')
    const progress = new FuzzProgress(io, args.on('json'))
    const opened = await kind.open(args, io, seed)
    try {
      const summary = await runCampaign(opened.campaign, {
        version,
        seed,
        shard,
        ...limits,
        rate,
        out,
        corpus: corpus === undefined ? undefined : resolve(io.cwd, corpus),
        cwd: io.cwd,
        signal: io.signal,
        replay: (file) => replayCommand(file, args, kind),
        hears: (event) => progress.hears(event),
      })
      if (!args.on('json')) io.out(`${summaryText(summary)}${filesText(out, io)}`)
      return summary.exitStatus
    } finally {
      await opened.close()
    }
  },
}

function flagsText(flags: readonly Flag[]): string {
  return flags.length === 0 ? '' : ` Takes ${flags.map(({ name }) => `--${name}`).join(' ')}.`
}

function kindOf({ positional: [name = ''] }: Arguments): FuzzKind {
  const found = Object.entries(kinds).find(([known]) => known === name)
  if (found) return found[1]
  const names = Object.keys(kinds)
  throw new UsageError(`there is no campaign ${name}${didYouMean(name, names)}; mimicry fuzz takes ${names.join(', ')}`)
}

/** A flag of another kind would be without effect. */
function refuseOthers(args: Arguments, kind: FuzzKind): void {
  const known = new Set([...campaignFlags, ...kind.flags].map(({ name }) => name))
  const stray = command.flags.find(({ name }) => args.on(name) && !known.has(name))
  if (stray) throw new UsageError(`mimicry fuzz ${args.positional[0]} has no flag --${stray.name}`)
}

/** With what decides whom a finding is about: the target, the kind's flags and the program, as they were given. */
function replayCommand(file: string, args: Arguments, kind: FuzzKind): string {
  const own = kind.flags.filter(({ name }) => !campaignFlags.some((flag) => flag.name === name))
  const flags = own.flatMap(({ name, value }) =>
    args.texts(name).flatMap((text) => (value === undefined ? [`--${name}`] : [`--${name}`, text])),
  )
  const rest = args.rest.length === 0 ? [] : ['--', ...args.rest]
  return ['mimicry', 'replay', file, ...args.positional.slice(1), ...flags, ...rest].map(quoted).join(' ')
}

function filesText(out: string, { cwd }: Io): string {
  const shown = relative(cwd, out)
  const directory = shown === '' || shown.startsWith('..') || isAbsolute(shown) ? out : shown
  return `files: ${['summary.json', 'events.jsonl', 'findings'].map((name) => join(directory, name)).join(', ')}\n`
}
