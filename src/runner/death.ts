/** A target that no longer answers: which check killed it. */
import type { Check } from '../check/define.js'
import type { Evaluation } from '../check/verdict.js'

/** A check that met the dead target, in the order in which they ended. */
export interface Casualty {
  check: Check
  evaluation: Evaluation
}

/** Whether an evaluation saw something that a dead target would show. */
export function inTrouble({ verdict, exchanges }: Evaluation): boolean {
  return (
    verdict === 'error' || exchanges.some(({ direction, ending }) => direction === 'out' && troubled.has(ending.kind))
  )
}

const troubled = new Set(['no-connection', 'dropped', 'timeout'])

/**
 * The check whose request was cut off. Among several under way at once it is the one that asked last, because a crash
 * follows its cause at once; where none was cut off, the first that met the dead target.
 */
export function culprit(casualties: readonly Casualty[]): Casualty | undefined {
  const cut = casualties
    .map((casualty) => ({ casualty, at: lastCut(casualty.evaluation) }))
    .filter(({ at }) => at > 0)
    .sort((a, b) => b.at - a.at)
  return cut[0]?.casualty ?? casualties[0]
}

function lastCut({ exchanges }: Evaluation): number {
  const cut = exchanges.filter(({ direction, ending }) => direction === 'out' && cutOff.has(ending.kind))
  return Math.max(0, ...cut.map(({ startedAt }) => startedAt))
}

const cutOff = new Set(['dropped', 'timeout'])

/** The culprit's evaluation, with the death as its gravest finding. */
export function withDeath({ check, evaluation }: Casualty, why: string, others: readonly string[]): Evaluation {
  const note =
    others.length === 0
      ? undefined
      : `other checks were under way: ${others.join(', ')}; repeat with --concurrency 1 to be certain which it was`
  const death = {
    requirement: check.requirements[0] ?? '',
    severity: 'fail' as const,
    expected: 'the target goes on answering',
    actual: `it stopped while this check ran: ${why}`,
    ...(note !== undefined && { note }),
  }
  return { ...evaluation, verdict: 'fail', reason: null, findings: [death, ...evaluation.findings] }
}
