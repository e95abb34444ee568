import type { CheckResult, ExitStatus, Summary } from './result.js'

/** A result that does not conform, and that no baseline entry foresees. */
export function isUnexpected(result: Pick<CheckResult, 'verdict' | 'baseline'>, strict: boolean): boolean {
  if (result.baseline) return result.baseline.state === 'unexpected'
  return result.verdict === 'fail' || (strict && result.verdict === 'warn')
}

/** The exit status of a run, as the command line promises it. */
export function exitStatusOf(
  run: Pick<Summary, 'complete' | 'interrupted' | 'strict' | 'targets' | 'checks' | 'baseline'>,
): ExitStatus {
  if (run.interrupted) return 130
  const { checks, strict } = run
  if (checks.some((result) => isUnexpected(result, strict))) return 1
  if (run.baseline && run.baseline.problems.length > 0) return 1
  if (run.targets.some((target) => target.unreachable !== undefined)) return 3
  const open = checks.filter((result) => result.baseline?.state !== 'as-expected')
  if (!run.complete || open.some((result) => result.verdict === 'error')) return 3
  return open.length > 0 && !checks.some(isJudged) ? 3 : 0
}

function isJudged({ verdict }: Pick<CheckResult, 'verdict'>): boolean {
  return verdict !== 'skip' && verdict !== 'error'
}
