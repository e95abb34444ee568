import type { CheckResult, Summary } from '../src/runner/result.js'
import { countLine, outcome, place, requirementLine, skipsByReason } from './text.js'

/** A report for a pull request or an issue: failures first, skips by reason, passes only counted. */
export function markdownReport(summary: Summary): string {
  const { checks, targets, baseline, remarks } = summary
  const of = (verdict: CheckResult['verdict']) => checks.filter((result) => result.verdict === verdict)
  const unforeseen = checks.filter(({ verdict, baseline: mark }) => verdict === 'pass' && mark?.state === 'unexpected')
  const lines = [
    `# Mimicry: ${inline(outcome(summary))}`,
    '',
    `${countLine(summary)}. Version ${summary.version}, seed ${summary.seed}, ${summary.started}, ${(summary.durationMs / 1000).toFixed(1)} s.`,
    '',
    '| draft | target | directory |',
    '|---|---|---|',
    ...targets.map(({ draft, domain, directory }) => `| ${draft} | ${cell(domain)} | ${cell(directory)} |`),
    '',
    ...section('Fail', of('fail')),
    ...section('Passes that the baseline does not expect', unforeseen),
    ...section('Error', of('error')),
    ...section('Warn', of('warn')),
    ...section('Observed', of('observe')),
    ...skipTable(checks),
    ...list(
      'Baseline',
      (baseline?.problems ?? []).map(({ check, draft, text }) => `${check} [${draft}]: ${text}`),
    ),
    ...list('Remarks', remarks),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

function section(title: string, results: readonly CheckResult[]): string[] {
  return results.length === 0 ? [] : [`## ${title}`, '', ...results.flatMap(entry)]
}

function entry({ id, draft, level, title, findings, reason, baseline }: CheckResult): string[] {
  return [
    `### ${inline(id)} (draft ${draft}, ${level})`,
    '',
    inline(title),
    '',
    ...findings.flatMap((finding) => {
      const where = place(finding)
      return [
        `- ${inline(requirementLine(finding, draft))}`,
        `  - expected: ${inline(finding.expected)}`,
        `  - actual: ${inline(finding.actual)}`,
        ...(where === '' ? [] : [`  - at: ${inline(where)}`]),
        ...(finding.note === undefined ? [] : [`  - note: ${inline(finding.note)}`]),
      ]
    }),
    ...(reason === null ? [] : [`- reason: ${inline(reason)}`]),
    ...(baseline ? [`- baseline: expects ${baseline.expect}, ${inline(baseline.reason)}`] : []),
    '',
    ...(findings[0] ? ['```', findings[0].repeat.replaceAll('`', "'"), '```', ''] : []),
  ]
}

function skipTable(checks: readonly CheckResult[]): string[] {
  const groups = skipsByReason(checks)
  if (groups.length === 0) return []
  const rows = groups.map(({ reason, checks: some }) => {
    return `| ${some.length} | ${cell(reason)} | ${cell([...new Set(some.map(({ id }) => id))].join(', '))} |`
  })
  return ['## Skipped', '', '| number | reason | checks |', '|---|---|---|', ...rows, '']
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}`, '', ...items.map((item) => `- ${inline(item)}`), '']
}

/** Text of a target or a user must not become markup. */
function inline(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]#|~]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ')
}

function cell(text: string): string {
  return inline(text)
}
