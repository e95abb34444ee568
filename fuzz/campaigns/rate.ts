import { setTimeout as sleep } from 'node:timers/promises'

/** Lets callers through so many times a second, evenly, whichever lane they come from. */
export class Rate {
  private free = 0

  /** @param perSecond undefined for no limit */
  constructor(
    private readonly perSecond: number | undefined,
    private readonly signal: AbortSignal,
  ) {}

  /** Waits for the next turn, or until the campaign is interrupted. */
  async turn(): Promise<void> {
    if (this.perSecond === undefined) return
    const now = performance.now()
    const mine = Math.max(now, this.free)
    this.free = mine + 1000 / this.perSecond
    if (mine <= now) return
    // An interrupted campaign has its reasons; whoever waits looks at its signal next.
    await sleep(mine - now, undefined, { signal: this.signal }).catch(() => {})
  }
}
