/** A process of a testee, what it was asked, and what it has answered. */
import type { TesteeProcess } from './process.js'
import type { Answer, Question } from './protocol.js'

export interface Asked {
  readonly question: Question
  /** Whether the answer is still wanted. */
  readonly still: () => boolean
  readonly settle: (answer: Answer) => void
}

/** Answered requests that are remembered, to know an answer that comes again. */
const REMEMBERED = 1024

export class Session {
  readonly started = performance.now()
  /** Requests so far. */
  sent = 0
  /** Characters of the requests under way. */
  characters = 0
  /** Lines that came while nothing was asked. */
  strays = 0
  private readonly asked = new Map<number, Asked & { readonly length: number }>()
  private readonly done = new Map<number, { readonly question: Question; readonly amiss: boolean }>()

  constructor(readonly process: TesteeProcess) {}

  get underWay(): readonly Asked[] {
    return [...this.asked.values()]
  }

  get size(): number {
    return this.asked.size
  }

  /** It has answered nothing yet. */
  get isFresh(): boolean {
    return this.done.size === 0
  }

  /** The request that was answered last. */
  get last(): Question | undefined {
    return [...this.done.values()].at(-1)?.question
  }

  /** The one request under way, if it is the only one. */
  get only(): number | undefined {
    const [id, ...others] = this.asked.keys()
    return others.length === 0 ? id : undefined
  }

  send(id: number, line: string, asked: Asked): void {
    this.asked.set(id, { ...asked, length: line.length })
    this.characters += line.length
    this.sent++
    this.process.send(line)
  }

  isUnderWay(id: number): boolean {
    return this.asked.has(id)
  }

  /** What was asked with this id and is answered now; `amiss`: with a line that does not name it. */
  take(id: number, amiss: boolean): Asked | undefined {
    const asked = this.asked.get(id)
    if (!asked) return undefined
    this.asked.delete(id)
    this.characters -= asked.length
    this.done.set(id, { question: asked.question, amiss })
    for (const [oldest] of this.done) {
      if (this.done.size <= REMEMBERED) break
      this.done.delete(oldest)
    }
    return asked
  }

  /** What was answered before with this id. */
  before(id: number): { readonly question: Question; readonly amiss: boolean } | undefined {
    return this.done.get(id)
  }
}
