/** The presentation language by plain byte arithmetic. */

export const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
export const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex')
export const text = (words: string) => new TextEncoder().encode(words)
export const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))
export const uint16 = (value: number) => Uint8Array.of(value >> 8, value & 0xff)

export function uint64(decimal: string): Uint8Array {
  return bytes(BigInt(decimal).toString(16).padStart(16, '0'))
}

/** `opaque<V>` (RFC 9420, 2.1.2). */
export function vec(octets: Uint8Array): Uint8Array {
  const { length } = octets
  if (length < 64) return join(Uint8Array.of(length), octets)
  return join(length < 16384 ? uint16(0x4000 | length) : bytes((0x80000000 + length).toString(16)), octets)
}

/** Walks over octets; every step says what it takes. */
export class Walk {
  at = 0
  constructor(readonly octets: Uint8Array) {}

  take(length: number): Uint8Array {
    if (this.at + length > this.octets.length) throw new RangeError('cut off')
    return this.octets.subarray(this.at, (this.at += length))
  }
  uint(length: number): number {
    return Number(`0x${hex(this.take(length))}`)
  }
  vec(): Uint8Array {
    const form = (this.octets[this.at] ?? 0) >> 6
    return this.take(this.uint(1 << form) % 2 ** (8 * (1 << form) - 2))
  }
  skip(...steps: (number | 'vec')[]): this {
    for (const step of steps)
      if (step === 'vec') this.vec()
      else this.take(step)
    return this
  }
  get done(): boolean {
    return this.at === this.octets.length
  }
}
