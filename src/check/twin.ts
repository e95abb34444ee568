import { type Answer, describeAnswer, isEvaluated, type Outcome, outcomeOf } from '../peers/answer.js'
import { Skip } from '../peers/preparation.js'
import type { Session } from '../peers/session.js'
import { notOverloaded } from './expect.js'
import type { Expected, Severity } from './finding.js'
import type { Judgement } from './judgement.js'

/** A malformed or forbidden request, and its twin: the same request, valid, on the same state. */
export interface Refusal {
  /** One of the check's requirements; its first by default. */
  requirement?: string
  /** What is wrong with the request, for the finding: `a vector of 2-byte elements 3 bytes long`. */
  what: string
  malformed: () => PromiseLike<Answer>
  twin: () => PromiseLike<Answer>
  /** What a 2xx that claims success weighs; by the requirement's level if absent. */
  accepted?: Severity
  /**
   * It is about TLS: a connection closed without an answer refuses too. Under TLS 1.3 a server judges the client's
   * certificate when the client is through with its handshake, and may then close without an alert.
   */
  mayDrop?: true
  /** Overrules what counts as a refusal, for any HTTP answer. */
  isRefusal?: (answer: Answer) => boolean
  /** Overrules what counts as the twin's being evaluated: 404 for a user nobody knows, say. */
  evaluated?: (answer: Answer) => boolean
  /** Judges that the malformed request changed nothing; runs between it and the twin. */
  unchanged?: () => Promise<void>
  /** The twin was evaluated before the malformed request too: a server that fails from there on was brought down by it. */
  servedBefore?: true
  /** Where in the body the fault lies, and what else the finding should say. */
  at?: Pick<Expected, 'path' | 'offset' | 'note'>
}

/** What falls over once may have been chance; twice, the server fell over. */
const fallen: ReadonlySet<Outcome> = new Set(['dropped', 'silent'])

/**
 * Judges a negative request by the verdict rules: any 4xx or negative code refuses, a 2xx that claims success breaks
 * the requirement, a 5xx is a warning, a connection dropped on a second try too is a breach, TLS refusals are one
 * class. That counts only if the twin was evaluated; else a server that refuses everything would pass. A server that
 * fails at the twin as it did at the malformed request has said nothing about it.
 * @throws Skip when the twin was refused, or the target is overloaded or cannot be reached
 */
export async function refuses(judgement: Judgement, session: Session, refusal: Refusal): Promise<void> {
  const answer = await sendMalformed(session, refusal)
  const breach = breachBy(answer, refusal)
  const record = () =>
    judgement.record({
      requirement: refusal.requirement,
      expected: `a refusal (any 4xx, or a negative code) of ${refusal.what}`,
      actual: describeAnswer(answer),
      exchange: answer,
      ...refusal.at,
      ...breach,
      note: [breach?.note, refusal.at?.note].filter(Boolean).join('; ') || undefined,
    })
  const outcome = outcomeOf(answer)
  const dropped = fallen.has(outcome)
  const failing = !refusal.servedBefore && (dropped || outcome === 'server-error')
  if (breach && !failing) record()
  await refusal.unchanged?.()
  const twin = notOverloaded(await refusal.twin())
  const evaluated = (refusal.evaluated ?? isEvaluated)(twin)
  if (breach && failing && (evaluated || (dropped && !fallen.has(outcomeOf(twin))))) record()
  if (!evaluated)
    throw new Skip(
      `nothing can be concluded: the twin, the same request without ${refusal.what}, got ${describeAnswer(twin)}`,
    )
  judgement.evaluated++
}

/** Sends it, and once more if the connection was dropped. */
async function sendMalformed(session: Session, { malformed, what, mayDrop }: Refusal): Promise<Answer> {
  session.valid = false
  try {
    let answer = notOverloaded(await malformed())
    const isFallen = fallen.has(outcomeOf(answer)) && !(mayDrop && outcomeOf(answer) === 'dropped')
    if (isFallen && !session.signal.aborted) answer = notOverloaded(await malformed())
    if (outcomeOf(answer) === 'unreachable') throw new Skip(`could not send ${what}: ${describeAnswer(answer)}`)
    return answer
  } finally {
    session.valid = true
  }
}

/** Null for a refusal; else what the answer weighs. A 2xx with an unreadable body is a finding of the strict reader. */
function breachBy(answer: Answer, { accepted, isRefusal, mayDrop }: Refusal): { as?: Severity; note?: string } | null {
  if (answer.status !== null && isRefusal?.(answer)) return null
  switch (outcomeOf(answer)) {
    case 'accepted':
      return { as: accepted }
    case 'negative':
    case 'refused':
      return isRefusal ? { as: accepted } : null
    case 'server-error':
      return { as: 'warn', note: 'a 5xx says that the server failed, not that it refused' }
    case 'dropped':
    case 'silent':
      if (mayDrop && outcomeOf(answer) === 'dropped') return null
      return { note: 'twice in a row: the server fell over' }
    default:
      return null
  }
}
