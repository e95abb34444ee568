import { hexBytes, hexText, malformations, tryDecode, type Codec } from '../../src/codec/index.js'
import { concat } from '../../src/codec/splice.js'
import type { VectorCase } from '../../vectors/types.js'
import { simpler } from '../mutate/index.js'
import { fieldOf, type Case } from './case.js'
import { invalidVector, validVector } from './cases.js'

/**
 * The smallest case found that still shows the same: elements left out, values shorter and simpler.
 * @param shows whether a case shows it; asked at most `tries` times
 */
export async function shrink(
  codec: Codec<unknown>,
  one: Case,
  tries: number,
  shows: (candidate: Case) => Promise<boolean>,
): Promise<Case> {
  let smallest = one
  let left = tries
  for (let again = true; again;) {
    again = false
    for (const candidate of candidates(codec, smallest)) {
      if (left-- <= 0) return smallest
      if (!(await shows(candidate))) continue
      smallest = candidate
      again = true
      break
    }
  }
  return smallest
}

function candidates(codec: Codec<unknown>, one: Case): Iterable<Case> {
  if (one.vector.value !== undefined && !one.vector.error) return smallerValues(codec, one)
  return one.origin ? smallerOrigins(codec, one, one.origin) : fewerBytes(codec, one)
}

function* smallerValues(codec: Codec<unknown>, one: Case): Generator<Case, void> {
  for (const bytes of simpler(codec, bytesOf(one.vector.bytes))) {
    const read = tryDecode(codec, bytes)
    if (!read.ok) continue
    const { id, comment, flags } = one.vector
    yield { ...one, vector: { ...validVector(id, bytes, codec, read.value), comment, flags } }
  }
}

/** The same malformation of smaller values. */
function* smallerOrigins(codec: Codec<unknown>, one: Case, origin: NonNullable<Case['origin']>): Generator<Case, void> {
  for (const bytes of simpler(codec, bytesOf(origin.bytes))) {
    const alike = malformations(codec, bytes, origin.family).find(({ path }) => fieldOf(path) === fieldOf(origin.path))
    if (!alike) continue
    const vector = { ...invalidVector(codec, one.vector.id, alike), id: one.vector.id }
    yield { ...one, vector, origin: { ...origin, bytes: hexText(bytes), path: alike.path } }
  }
}

/** Runs of bytes left out, long ones first, where what is left is wrong in the same way at the same field. */
function* fewerBytes(codec: Codec<unknown>, one: Case): Generator<Case, void> {
  const bytes = bytesOf(one.vector.bytes)
  const { code, path } = one.vector.error ?? { code: '', path: '' }
  for (let length = bytes.length >> 1; length > 0; length >>= 1) {
    for (let at = 0; at + length <= bytes.length; at += length) {
      const fewer = concat(bytes.subarray(0, at), bytes.subarray(at + length))
      const read = tryDecode(codec, fewer)
      if (read.ok || read.error.code !== code || fieldOf(read.error.path) !== fieldOf(path)) continue
      yield { ...one, vector: withBytes(one.vector, fewer, read.error) }
    }
  }
}

function withBytes(vector: VectorCase, bytes: Uint8Array, found: NonNullable<VectorCase['error']>): VectorCase {
  const { code, path, offset } = found
  return { ...vector, bytes: hexText(bytes), error: { code, path, offset } }
}

function bytesOf(hex: string): Uint8Array {
  return hexBytes(hex) ?? new Uint8Array(0)
}
