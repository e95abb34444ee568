/** A map that never outgrows its limit: the entry that was set longest ago makes room. */
export class Bounded<K, V> {
  private readonly entries = new Map<K, V>()

  constructor(private readonly limit: number) {}

  get(key: K): V | undefined {
    return this.entries.get(key)
  }

  has(key: K): boolean {
    return this.entries.has(key)
  }

  /** A key that is set again counts as new. */
  set(key: K, value: V): void {
    this.entries.delete(key)
    this.entries.set(key, value)
    if (this.entries.size <= this.limit) return
    for (const oldest of this.entries.keys()) {
      this.entries.delete(oldest)
      return
    }
  }

  delete(key: K): boolean {
    return this.entries.delete(key)
  }

  values(): IterableIterator<V> {
    return this.entries.values()
  }

  /** Oldest first. */
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries[Symbol.iterator]()
  }

  get size(): number {
    return this.entries.size
  }
}
