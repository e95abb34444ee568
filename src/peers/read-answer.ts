import type { Action } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'
import { type Answer, describeAnswer, isPositive, outcomeOf, type Sending } from './answer.js'
import { codeOf, readResponse, responseName, type Responses } from './endpoints.js'
import { PreparationFailed, Skip } from './preparation.js'
import type { Session } from './session.js'

/**
 * Reads what was answered: a 2xx must be the structure; with any other status a body that reads as a negative one counts
 * as such.
 * @param anyAnswer a 2xx whose body is not the structure is no finding
 */
export function readAnswer<A extends Action>(
  session: Session,
  action: A | null,
  exchange: Exchange,
  anyAnswer = false,
): Answer<Responses[A]> {
  const { response } = exchange
  const status = response?.status ?? null
  const nothing = { exchange, action, status, value: null, error: null, code: null }
  if (action === null || !response || status === null || status >= 500) return nothing
  const { value, error } = readResponse(action, session.draft, response.body)
  const code = codeOf(action, value)
  if (status >= 200 && status < 300) {
    const struct = responseName(action)
    if (error && struct && !anyAnswer) session.malformed({ exchange: exchange.id, struct, error })
    return { ...nothing, value, error, code }
  }
  return code !== null && !isPositive(code) ? { ...nothing, value, code } : nothing
}

/** An answer under way that can also be taken as preparation, judged by the check of that id. */
export function sending<V>(answer: Promise<Answer<V>>, step: string, judgedBy: string): Sending<V> {
  return Object.assign(answer, { accepted: async () => asPreparation(await answer, step, judgedBy) })
}

function asPreparation<V>(answer: Answer<V>, step: string, judgedBy: string): Answer<V> {
  const outcome = outcomeOf(answer)
  if (outcome === 'accepted') return answer
  if (outcome === 'overloaded') throw new Skip(`the target is overloaded: ${describeAnswer(answer)}`)
  throw new PreparationFailed(step, describeAnswer(answer), judgedBy)
}
