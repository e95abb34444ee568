/** Wording that all reports share. */
import { isRequirement, requirement } from '../src/drafts/catalogue.js'
import { describeMark } from '../src/runner/baseline.js'
import { type CheckResult, gravestFirst, type ReportedFinding, type Summary } from '../src/runner/result.js'

/** Only printable ASCII and line ends: what a log, a terminal or a mail of any age shows as it is. */
export function ascii(text: string): string {
  return text.replaceAll(/[^\n\x20-\x7e]/gu, (character) => {
    if (character === '…') return '...'
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/** `1 check`, `2 checks`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

/** Results that a reader has to look at, gravest first; within a verdict as planned. */
export function inOrderOfGravity(checks: readonly CheckResult[]): CheckResult[] {
  return [...checks].sort((a, b) => gravestFirst.indexOf(a.verdict) - gravestFirst.indexOf(b.verdict))
}

/** `MIMI-KEY-018 (06, section 5.2): what it demands`. */
export function requirementLine({ requirement: id, section }: ReportedFinding, draft: string): string {
  const where = section === null ? `not in draft ${draft}` : `draft ${draft}, section ${section}`
  return `${id} (${where})${isRequirement(id) ? `: ${requirement(id).summary}` : ''}`
}

/** `clients[1].clientUri.uri, byte 12, exchange 7`; empty where a finding has no place. */
export function place({ path, offset, exchange }: ReportedFinding): string {
  const parts = [
    path,
    offset === undefined ? undefined : `byte ${offset}`,
    exchange === undefined ? undefined : `exchange ${exchange}`,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(', ')
}

/** A finding in lines: requirement, expected, actual, where, and a note. */
export function findingLines(finding: ReportedFinding, draft: string): string[] {
  const where = place(finding)
  return [
    requirementLine(finding, draft),
    `  expected  ${finding.expected}`,
    `  actual    ${finding.actual}`,
    ...(where === '' ? [] : [`  at        ${where}`]),
    ...(finding.note === undefined ? [] : [`  note      ${finding.note}`]),
  ]
}

/** All that is to be said about a result, without its heading: findings, reason, baseline, and how to repeat it. */
export function resultLines(result: CheckResult): string[] {
  const { findings, reason, draft, baseline } = result
  const mark = describeMark(result)
  const known =
    baseline?.state === 'as-expected' ? `known: ${baseline.reason}${baseline.issue ? ` ${baseline.issue}` : ''}` : null
  const repeat = findings[0]?.repeat
  return [
    ...findings.flatMap((finding) => findingLines(finding, draft)),
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...(mark === null ? [] : [mark]),
    ...(known === null ? [] : [known]),
    ...(repeat === undefined ? [] : [`repeat: ${repeat}`]),
  ]
}

/** One line for a whole result: its id, draft and the gravest thing about it. */
export function headline({ id, draft, findings, reason }: CheckResult): string {
  const [first] = findings
  const what = first ? `expected ${first.expected}, got ${first.actual}` : (reason ?? '')
  return `${id} [${draft}]${what === '' ? '' : `: ${what}`}`
}

/** `300 checks: 290 pass, 0 fail, 0 warn, 4 observe, 6 skip, 0 error`. */
export function countLine({ summary: { total, ...counts } }: Summary): string {
  const each = (['pass', 'fail', 'warn', 'observe', 'skip', 'error'] as const).map(
    (verdict) => `${counts[verdict]} ${verdict}`,
  )
  return `${plural(total, 'check')}: ${each.join(', ')}`
}

/** What the run as a whole came to, in words. */
export function outcome({ exitStatus, targets, interrupted, complete, planned, checks }: Summary): string {
  const unreachable = targets.flatMap(({ draft, unreachable: why }) =>
    why === undefined ? [] : [`target of draft ${draft} unreachable: ${why}`],
  )
  if (interrupted) return `interrupted after ${checks.length} of ${plural(planned, 'check')}`
  if (exitStatus === 1) return 'does not conform'
  if (unreachable.length > 0) return unreachable.join('; ')
  if (!complete) return `ended early, after ${checks.length} of ${plural(planned, 'check')}`
  if (exitStatus === 3) return 'nothing can be said: a check ended in error, or none could be judged'
  return checks.some(({ baseline }) => baseline) ? 'as the baseline says' : 'conforms as far as it was judged'
}

/** Skips by their reason, most frequent first: hundreds of them read as a few lines. */
export function skipsByReason(checks: readonly CheckResult[]): { reason: string; checks: CheckResult[] }[] {
  const groups = new Map<string, CheckResult[]>()
  for (const result of checks.filter(({ verdict }) => verdict === 'skip')) {
    const reason = result.reason ?? 'no reason given'
    groups.set(reason, [...(groups.get(reason) ?? []), result])
  }
  return [...groups]
    .map(([reason, some]) => ({ reason, checks: some }))
    .sort((a, b) => b.checks.length - a.checks.length)
}
