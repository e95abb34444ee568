import type { Action } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'

/** Valid requests in a row that were waited for in full, and in vain. */
const enough = 3
/** What is waited at the most for an endpoint that answers nothing, ms. */
const briefMs = 1000

/**
 * Which endpoints of the target have ever answered. One that let several valid requests run out of time, and has answered
 * none, is not waited for in full again and again: each check would learn the same, and the run would take hours. Its first
 * answer, to whatever POST, gives it back the whole time for the rest of the run.
 */
export class AnswerHistory {
  private readonly answering = new Set<Action>()
  private readonly inVain = new Map<Action, number>()

  /** ms to wait for an answer of this endpoint, given what is waited for any. */
  limit(action: Action | null, fullMs: number): number {
    const hopeless = action !== null && (this.inVain.get(action) ?? 0) >= enough
    return hopeless && !this.answering.has(action) ? Math.min(briefMs, fullMs) : fullMs
  }

  learn(action: Action | null, { method, ending, valid }: Pick<Exchange, 'method' | 'ending' | 'valid'>): void {
    // How another method is refused says nothing about the endpoint.
    if (action === null || method !== 'POST') return
    if (ending.kind === 'answered') this.answering.add(action)
    else if (ending.kind === 'timeout' && valid === true) this.inVain.set(action, (this.inVain.get(action) ?? 0) + 1)
  }
}
