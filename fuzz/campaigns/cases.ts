/** One part of a campaign that is shared among machines: of every `count` cases, the one at `index` (from 0). */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** Which cases are done: those of batches before `next`, and of the batches in `ahead`, which overtook others. */
export interface Done {
  readonly next: number
  readonly ahead: readonly number[]
}

/** Hands out batches of case numbers, in order, and knows which of them are done. */
export class Cases {
  private claimed: number
  private next: number
  private readonly ahead: Set<number>

  /**
   * @param size cases of one batch
   * @param limit case numbers are below it
   */
  constructor(
    private readonly shard: Shard,
    private readonly size: number,
    private readonly limit: number,
    done: Done = { next: 0, ahead: [] },
  ) {
    this.claimed = this.next = done.next
    this.ahead = new Set(done.ahead)
  }

  /** A batch's number and its cases; undefined when there are no more. */
  claim(): { readonly number: number; readonly cases: readonly number[] } | undefined {
    while (this.ahead.has(this.claimed)) this.claimed++
    const { index, count } = this.shard
    const cases: number[] = []
    for (let i = 0; i < this.size; i++) {
      const number = (this.claimed * this.size + i) * count + index
      if (number >= this.limit) break
      cases.push(number)
    }
    return cases.length === 0 ? undefined : { number: this.claimed++, cases }
  }

  complete(number: number): void {
    this.ahead.add(number)
    while (this.ahead.delete(this.next)) this.next++
  }

  get done(): Done {
    return { next: this.next, ahead: [...this.ahead].toSorted((a, b) => a - b) }
  }
}
