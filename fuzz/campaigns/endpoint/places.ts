/** So many at once, the others wait. */
export class Places {
  private readonly waiting: ((free: void) => void)[] = []

  constructor(private free: number) {}

  async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--
    else await new Promise<void>((free) => this.waiting.push(free))
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.free++
    }
  }
}
