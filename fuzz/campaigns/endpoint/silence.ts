/** Notices that nothing is answered any more: each further request would take its whole deadline, too. */
import { type Answer, outcomeOf } from '../../../src/peers/answer.js'

/** Requests in a row without an answer that are none of chance. */
const most = 2

export class Silence {
  private inARow = 0

  /** Of each answer, in their order. */
  heard(answer: Answer): void {
    this.inARow = outcomeOf(answer) === 'silent' ? this.inARow + 1 : 0
  }

  get lasts(): boolean {
    return this.inARow >= most
  }
}
