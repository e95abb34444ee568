/** How long a testee is waited for, and how much of it is borne before it is given up. */

export interface PatienceOptions {
  /** ms without any answer after which it hangs; 5000 unless given. */
  readonly timeoutMs?: number
  /** ms that the very first answer may take; four times the other unless given. */
  readonly firstMs?: number
  /** How often it is started again before it is given up; 1000 unless given, and a minute altogether. */
  readonly restarts?: number
  /** How many hanging requests, or pauses that come from none, there may be before it is given up; 5 unless given. */
  readonly hangs?: number
}

const MAX_WARMING_UP_MS = 60_000
/** Broken answers, and no other, after which there is no more to learn. */
const MAX_NONSENSE = 100

/** ms, nearly 25 days: a timer that is set to more goes off at once. */
const LONGEST_MS = 2 ** 31 - 1

/** What happens is told to it; it answers with the reason to give up, if there is one now. */
export class Patience {
  readonly timeoutMs: number
  private readonly firstMs: number
  private readonly hangsAllowed: number
  private startsLeft: number
  /** ms from the start of a process to its first line, at most; undefined while it has written none. */
  private warmUp: number | undefined
  /** ms that were spent so altogether. */
  private warmingUp = 0
  private hangs = 0
  private pauses = 0
  private nonsense = 0
  private makesSense = false

  constructor({ timeoutMs = 5000, firstMs = 4 * timeoutMs, restarts = 1000, hangs = 5 }: PatienceOptions) {
    this.timeoutMs = timeoutMs
    this.firstMs = firstMs
    this.startsLeft = restarts + 1
    this.hangsAllowed = hangs
  }

  /** No process has answered anything yet. */
  get neverAnswered(): boolean {
    return this.warmUp === undefined
  }

  /** ms until an answer, which may be the first of a process. */
  waitMs(isFirst: boolean): number {
    const first = this.warmUp === undefined ? this.firstMs : this.timeoutMs + 2 * this.warmUp
    return Math.min(isFirst ? first : this.timeoutMs, LONGEST_MS)
  }

  /** Another process is to be started. */
  starts(): string | undefined {
    if (this.startsLeft-- > 0 && this.warmingUp <= MAX_WARMING_UP_MS) return undefined
    return `it had to be started again too often, which took ${Math.round(this.warmingUp / 1000)} s`
  }

  /** A process needed so many ms for its first answer. */
  warmed(ms: number): void {
    this.warmUp = Math.max(this.warmUp ?? 0, ms)
    this.warmingUp += ms
  }

  /** A request made it hang. */
  hung(): string | undefined {
    if (++this.hangs < this.hangsAllowed) return undefined
    return `it hung on ${this.hangs} request${this.hangs === 1 ? '' : 's'}`
  }

  /** It answered nothing for a while, which no single request brings about. */
  paused(): string | undefined {
    if (++this.pauses < this.hangsAllowed) return undefined
    return `it stopped answering ${this.pauses} times with requests under way, none of which alone brings that about; a testee answers each request without waiting for the next`
  }

  answered({ broken }: { readonly broken: boolean }): string | undefined {
    this.makesSense ||= !broken
    if (this.makesSense || ++this.nonsense < MAX_NONSENSE) return undefined
    return `none of its first ${this.nonsense} answers was one`
  }
}
