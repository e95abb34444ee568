/** A list in pieces, so that hundreds of thousands of insertions, which one message can ask for, do not take seconds. */
export class ChunkedArray<T> {
  static readonly #size = 1024
  readonly #chunks: T[][] = []
  #length = 0

  constructor(items: readonly T[]) {
    for (let at = 0; at < items.length; at += ChunkedArray.#size)
      this.#chunks.push(items.slice(at, at + ChunkedArray.#size))
    if (this.#chunks.length === 0) this.#chunks.push([])
    this.#length = items.length
  }

  get length(): number {
    return this.#length
  }

  /** @param index from zero to the length */
  insert(index: number, item: T): void {
    let offset = index
    let place = 0
    for (const chunk of this.#chunks) {
      if (offset <= chunk.length) break
      offset -= chunk.length
      place++
    }
    const chunk = this.#chunks[place] ?? []
    chunk.splice(offset, 0, item)
    this.#length++
    if (chunk.length > 2 * ChunkedArray.#size) this.#chunks.splice(place + 1, 0, chunk.splice(ChunkedArray.#size))
  }

  toArray(): T[] {
    return this.#chunks.flat()
  }
}
