import { DriverFailure } from '../target/driver/contract.js'
import { aborted } from '../peers/aborted.js'
import { Skip } from '../peers/preparation.js'
import type { Exchange } from '../transport/exchange.js'
import type { Check } from './define.js'
import type { Environment } from './environment.js'
import { type Finding, type Verdict, worst } from './finding.js'
import { Broken, Judgement } from './judgement.js'
import { openContext } from './open-context.js'

export interface Evaluation {
  verdict: Verdict
  /** Why it was skipped or in error; null for the others. */
  reason: string | null
  findings: Finding[]
  /** Every exchange of the check, in both directions, in order. */
  exchanges: Exchange[]
  durationMs: number
}

export interface EvaluateOptions {
  /** ms until the check is given up. */
  deadlineMs: number
  /** The run's own signal: Ctrl-C. */
  signal?: AbortSignal
}

/**
 * Runs one check to its verdict: the worst of its findings, or why there is none. Never rejects, and always ends at the
 * deadline, whatever the check is waiting for.
 */
export async function evaluate(check: Check, environment: Environment, options: EvaluateOptions): Promise<Evaluation> {
  const started = Date.now()
  const judgement = new Judgement(check, environment.draft)
  const ended = await run(check, environment, judgement, options).then(
    () => null,
    (reason: unknown) => reason,
  )
  const { findings, exchanges } = judgement
  return { ...verdictOf(judgement, ended), findings, exchanges, durationMs: Date.now() - started }
}

/** The verdict rules for how a check ended: null when it came to its end, else what was thrown. */
export function verdictOf(
  { findings, exchanges, evaluated }: Pick<Judgement, 'findings' | 'exchanges' | 'evaluated'>,
  ended: unknown,
): Pick<Evaluation, 'verdict' | 'reason'> {
  const found = worst(findings)
  if (found === 'fail') return { verdict: 'fail', reason: null }
  if (ended === null || ended instanceof Broken) {
    if (found) return { verdict: found, reason: null }
    if (evaluated > 0) return { verdict: 'pass', reason: null }
    return { verdict: 'error', reason: 'the check came to its end without evaluating any expectation' }
  }
  const why = interrupted(ended, exchanges)
  if (why.verdict === 'skip' && found === 'warn') return { verdict: 'warn', reason: null }
  return why
}

/** Something stopped the check before its end. */
function interrupted(thrown: unknown, exchanges: readonly Exchange[]): { verdict: 'skip' | 'error'; reason: string } {
  if (thrown instanceof Skip) return { verdict: 'skip', reason: thrown.message }
  if (thrown instanceof DriverFailure) return { verdict: 'skip', reason: thrown.message }
  if (thrown instanceof DeadlineReached)
    return { verdict: isTargetSlow(exchanges) ? 'skip' : 'error', reason: thrown.message }
  const reason = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  return { verdict: 'error', reason: reason.split('\n')[0] ?? reason }
}

/** The target kept the check waiting: then nothing was judged, but nothing is wrong with Mimicry either. */
function isTargetSlow(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(({ ending }) => ending.kind === 'timeout' || ending.kind === 'aborted')
}

class DeadlineReached extends Error {
  override readonly name = 'DeadlineReached'
}

async function run(
  check: Check,
  environment: Environment,
  judgement: Judgement,
  { deadlineMs, signal }: EvaluateOptions,
): Promise<void> {
  const missing = check.needs.filter((operation) => !environment.operations.has(operation))
  if (missing.length > 0) throw new Skip(`the driver has no ${missing.join(', no ')}`)
  const giveUp = new AbortController()
  const timer = setTimeout(
    () => giveUp.abort(new DeadlineReached(`not finished within ${deadlineMs} ms; --timeout allows more`)),
    deadlineMs,
  )
  const stop = () => giveUp.abort(new Skip('the run was interrupted'))
  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  const opened = openContext(check, environment, judgement, giveUp.signal, Date.now() + deadlineMs)
  try {
    giveUp.signal.throwIfAborted()
    const work = check.run(opened.context).then(() => judgement.settle())
    await Promise.race([work, aborted(giveUp.signal)])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    // Ends what an abandoned check may still have under way, before its evaluation is reported.
    giveUp.abort(new Skip('the check has ended'))
    opened.close()
  }
}
