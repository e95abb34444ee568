import type { StructValue } from '../../src/codec/select.js'

/** Whether two values of one structure are the same: numbers, texts, bytes, and lists and structures of them. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (one instanceof Uint8Array) return other instanceof Uint8Array && sameBytes(one, other)
  if (Array.isArray(one)) return Array.isArray(other) && sameLists(one, other)
  return sameMembers(one, other)
}

/** Short runs one by one, which costs less than to call for help. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  const { length } = one
  if (length !== other.length) return false
  if (length > 64) return Buffer.compare(one, other) === 0
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return false
  return true
}

function sameLists(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false
  for (let i = 0; i < one.length; i++) if (!same(one[i], other[i])) return false
  return true
}

function sameMembers(one: object, other: object): boolean {
  let count = 0
  for (const name in one) {
    count++
    if (!same(member(one, name), member(other, name))) return false
  }
  for (const _ in other) count--
  return count === 0
}

function member(value: StructValue, name: string): unknown {
  return value[name]
}
