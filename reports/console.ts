import { gravestFirst, type CheckResult, type Summary } from '../src/runner/result.js'
import { ascii, countLine, headline, outcome, resultLines, skipsByReason } from './text.js'

export interface ConsoleOptions {
  /** Lists what passed, too. */
  verbose?: boolean
  /** Where the other reports are, for the last line. */
  files?: readonly string[]
}

/** Ids named per reason for skipping, unless everything is to be listed. */
const idsPerReason = 3

/** The end of a run for a reader at a terminal: failures first, counts and files last, ASCII only. */
export function consoleReport(summary: Summary, { verbose = false, files = [] }: ConsoleOptions = {}): string {
  const { checks, baseline, remarks } = summary
  const detailed = gravestFirst
    .filter((verdict) => verdict === 'fail' || verdict === 'error' || verdict === 'warn')
    .flatMap((verdict) => checks.filter((result) => result.verdict === verdict))
  const unforeseen = checks.filter(
    ({ verdict, baseline: mark }) => mark?.state === 'unexpected' && (verdict === 'pass' || verdict === 'skip'),
  )
  const lines = [
    ...[...unforeseen, ...detailed].flatMap(block),
    ...observations(checks, verbose),
    ...skips(checks, verbose),
    ...(verbose ? passes(checks) : []),
    ...(baseline?.problems ?? []).map(({ check, draft, text }) => `BASELINE  ${check} [${draft}]: ${text}`),
    ...remarks.map((remark) => `REMARK    ${remark}`),
    ...targetLines(summary),
    `${countLine(summary)} (${(summary.durationMs / 1000).toFixed(1)} s, seed ${summary.seed})`,
    outcome(summary),
    ...(files.length === 0 ? [] : [`reports: ${files.join(' ')}`]),
  ]
  return ascii(`${lines.join('\n')}\n`)
}

/** One line per ended check, for a log that is no terminal. */
export function resultLine(result: CheckResult): string {
  return ascii(`${label(result)}${headline(result).replaceAll('\n', ' ')}\n`)
}

export interface Progress {
  done: number
  planned: number
  counts: Readonly<Record<'fail' | 'warn' | 'error', number>>
  /** A check under way. */
  current: string
}

/** The line that is rewritten on a terminal while a run goes on; never longer than `columns`. */
export function progressLine({ done, planned, counts, current }: Progress, columns: number): string {
  const trouble = (['fail', 'warn', 'error'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `, ${counts[verdict]} ${verdict}`)
  return ascii(`${done}/${planned}${trouble.join('')}  ${current}`).slice(0, Math.max(0, columns - 1))
}

/** All about one result, as the report has it. */
export function resultText(result: CheckResult): string {
  return ascii(block(result).join('\n').trimEnd())
}

function block(result: CheckResult): string[] {
  return [
    `${label(result)}${result.id} [${result.draft}] ${result.level}`,
    `${indent}${result.title}`,
    ...resultLines(result).map((line) => indent + line.replaceAll('\n', `\n${indent}`)),
    '',
  ]
}

const indent = ' '.repeat(10)

function label({ verdict }: CheckResult): string {
  return verdict.toUpperCase().padEnd(indent.length)
}

/** What was recorded of one behaviour in several drafts is one line, unless everything is to be told. */
function observations(checks: readonly CheckResult[], verbose: boolean): string[] {
  const observed = checks.filter(({ verdict }) => verdict === 'observe')
  if (verbose) return observed.flatMap(block)
  const draftsByLine = new Map<string, string[]>()
  for (const { id, draft, findings } of observed) {
    const line = `${id}: ${findings.map(({ actual }) => actual).join('; ')}`.replaceAll('\n', ' ')
    draftsByLine.set(line, [...(draftsByLine.get(line) ?? []), draft])
  }
  const lines = [...draftsByLine].map(([line, drafts]) => `OBSERVE   [${drafts.join(', ')}] ${line}`)
  return lines.length === 0 ? [] : [...lines, '']
}

function skips(checks: readonly CheckResult[], verbose: boolean): string[] {
  const lines = skipsByReason(checks).flatMap(({ reason, checks: some }) => {
    const ids = [...new Set(some.map(({ id }) => id))]
    const named = verbose ? ids : ids.slice(0, idsPerReason)
    const more = ids.length > named.length ? ` and ${ids.length - named.length} more` : ''
    return [`SKIP      ${some.length} x ${reason}`, `${indent}${named.join(', ')}${more}`]
  })
  return lines.length === 0 ? [] : [...lines, '']
}

function passes(checks: readonly CheckResult[]): string[] {
  const passed = checks.filter(({ verdict }) => verdict === 'pass')
  return passed.length === 0 ? [] : [...passed.map((result) => resultLine(result).trimEnd()), '']
}

function targetLines({ targets }: Summary): string[] {
  return targets.map(({ draft, domain, directory }) => `draft ${draft}: ${domain} (${directory})`)
}
