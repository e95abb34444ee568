/**
 * Numbers that follow from a seed, the same on every machine. Each case of a campaign has a generator of its own, so that
 * a case can be made again without those before it (sfc32, seeded by splitmix32).
 */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  /**
   * @param seed of the campaign
   * @param stream tells generators of the same seed apart: the number of a case
   */
  constructor(seed: number, stream = 0) {
    const next = splitmix((seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0)
    this.a = next()
    this.b = next() ^ stream
    this.c = next()
    for (let round = 0; round < 12; round++) this.uint32()
  }

  /** From 0 to 2^32 - 1. */
  uint32(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    return sum >>> 0
  }

  /** A whole number from 0 to below `limit`, which is at least 1. */
  below(limit: number): number {
    return Math.floor((this.uint32() / 0x1_0000_0000) * limit)
  }

  /** True in that share of cases, from 0 to 1. */
  chance(share: number): boolean {
    return this.uint32() < share * 0x1_0000_0000
  }

  /** @throws RangeError for an empty list */
  pick<T extends NonNullable<unknown>>(list: readonly T[]): T {
    const picked = list[this.below(list.length)]
    if (picked === undefined) throw new RangeError('nothing to pick from')
    return picked
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 4) {
      const word = this.uint32()
      for (let i = 0; i < 4 && at + i < length; i++) bytes[at + i] = word >>> (8 * i)
    }
    return bytes
  }
}

function splitmix(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) | 0
  }
}
