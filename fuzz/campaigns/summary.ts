import type { Json } from '../../src/codec/json.js'
import type { FindingFile } from './finding-file.js'
import type { Identity } from './state.js'

/** What `summary.json` holds. */
export interface CampaignSummary extends Identity {
  readonly format: 'mimicry-fuzz/1'
  readonly started: string
  readonly durationMs: number
  /** It came to the end that its flags set. */
  readonly complete: boolean
  /** Why it did not: interrupted, what was fuzzed is gone, or it fell over; null where it did. */
  readonly endedEarly: string | null
  readonly cases: number
  readonly casesPerSecond: number
  /** Classes that this campaign reached, and how many of them the corpus did not know. */
  readonly classes: number
  readonly newClasses: number
  readonly corpus: {
    readonly directory: string
    readonly size: number
    readonly added: number
    readonly unreadable: number
  }
  readonly findings: readonly (Pick<FindingFile, 'title' | 'cause' | 'draft' | 'count' | 'firstCase'> & {
    readonly file: string
  })[]
  /** Causes beyond those that have a file. */
  readonly furtherCauses: number
  readonly counted: Readonly<Record<string, number>>
  /** What the kind of campaign says besides, such as drift of memory and latency. */
  readonly more: Readonly<Record<string, Json>>
  readonly exitStatus: 0 | 1 | 3 | 130
}

const number = (value: number) => Math.round(value).toLocaleString('en')

/** The summary for people. */
export function summaryText(summary: CampaignSummary): string {
  const { kind, cases, casesPerSecond, classes, newClasses, corpus, findings, durationMs, seed, shard } = summary
  const sharded = shard.count > 1 ? `, shard ${shard.index + 1}/${shard.count}` : ''
  const lines = [
    `fuzz ${kind}: ${number(cases)} cases in ${(durationMs / 1000).toFixed(1)} s (${number(casesPerSecond)} per second), seed ${seed}${sharded}${summary.endedEarly === null ? '' : `; ended early: ${summary.endedEarly}`}`,
    `classes: ${number(classes)} reached, ${number(newClasses)} of them new; corpus: ${number(corpus.size)} entries, ${number(corpus.added)} added`,
  ]
  if (corpus.unreadable > 0)
    lines.push(`corpus: ${corpus.unreadable} file(s) were passed over because they cannot be read`)
  for (const [what, count] of Object.entries(summary.counted)) lines.push(`${what}: ${number(count)}`)
  for (const [name, value] of Object.entries(summary.more)) lines.push(...told(name, value))
  lines.push('')
  if (findings.length === 0) lines.push('nothing found')
  else lines.push(findings.length === 1 ? '1 finding:' : `${number(findings.length)} findings:`)
  for (const { title, draft, count, firstCase, file } of findings) {
    lines.push(`  ${title} (draft ${draft}; ${number(count)} case(s), first ${firstCase})`, `    ${file}`)
  }
  if (summary.furtherCauses > 0) lines.push(`  and ${number(summary.furtherCauses)} further causes, which have no file`)
  return `${lines.join('\n')}\n`
}

/** A fact and those in it: what has no further parts on one line, anything else below it. */
function told(name: string, value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [`${name}: ${String(value)}`]
  const parts = Object.entries(value)
  if (parts.length === 0) return [`${name}: none`]
  const scalars = parts.flatMap(([each, part]) =>
    typeof part === 'object' ? [] : [Array.isArray(value) ? String(part) : `${each} ${String(part)}`],
  )
  const short = Array.isArray(value) || parts.every(([, part]) => typeof part === 'number')
  if (short && scalars.length === parts.length) return [`${name}: ${scalars.join(', ')}`]
  return [`${name}:`, ...parts.flatMap(([each, part]) => told(each, part).map((line) => `  ${line}`))]
}
