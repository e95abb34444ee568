/** Who may be on the floor: many at once, or one alone. Whoever comes first is let in first. */
export class Floor {
  /** Resolves when whoever was let in alone last has left. */
  private before: Promise<unknown> = Promise.resolve()
  private readonly inside = new Set<Promise<unknown>>()

  shared<T>(work: () => Promise<T>): Promise<T> {
    const done = this.before.then(work)
    void this.leaving(done)
    return done
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const others = [...this.inside]
    const done = this.before.then(() => Promise.all(others)).then(work)
    this.before = this.leaving(done)
    return done
  }

  /** @returns when it has left again, however it ended */
  private leaving(done: Promise<unknown>): Promise<void> {
    const left = done.then(
      () => undefined,
      () => undefined,
    )
    this.inside.add(left)
    void left.then(() => this.inside.delete(left))
    return left
  }
}
