/** Answers compared by how they count. */
import { type Answer, outcomeOf } from '../../../src/peers/answer.js'

/** The same words for answers that count alike: `accepted`, `negative noConsent`. */
export function describeOutcome(answer: Answer): string {
  const outcome = outcomeOf(answer)
  return answer.code === null ? outcome : `${outcome} ${answer.code}`
}
