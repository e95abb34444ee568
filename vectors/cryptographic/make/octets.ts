import { createHash } from 'node:crypto'

/** Octets that look random and are always the same: SHAKE256 of `mimicry vectors: NAME`. */
export function octets(name: string, length: number): Uint8Array {
  return new Uint8Array(createHash('shake256', { outputLength: length }).update(`mimicry vectors: ${name}`).digest())
}

/** With the lowest bit of one octet the other way round. */
export function flipped(bytes: Uint8Array, at = 0): Uint8Array {
  return Uint8Array.from(bytes, (octet, index) => (index === at ? octet ^ 1 : octet))
}
