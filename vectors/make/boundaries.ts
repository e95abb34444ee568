/** Faults in length headers where these grow. */
import { type Codec, tryDecode } from '../../src/codec/index.js'
import { elementMalformations } from '../../src/codec/malformations.js'
import { elementAt, walk } from '../../src/codec/walk.js'
import type { VectorCase } from '../types.js'
import type { Encoding } from './encodings.js'
import { refused } from './malformed.js'

/** Fields that are tried in one structure. */
const FIELDS = 2

/** No bytes at all, and 63 and 64 in headers that are too long or cut off, in the first fields that can have them. */
export function boundaryCases(codec: Codec<unknown>, encodings: readonly Encoding[]): VectorCase[] {
  const none = new Uint8Array()
  const empty = tryDecode(codec, none).ok ? [] : [refused(codec, 'empty-input', 'no bytes', ['EmptyInput'], none)]
  const ofLength = (length: number) =>
    encodings.filter(({ id, path }) => id === `${path}.length-${length}`).slice(0, FIELDS)
  return [...empty, ...[63, 64].flatMap((length) => ofLength(length).flatMap((one) => faultsOf(codec, one)))]
}

function faultsOf(codec: Codec<unknown>, { id, path, bytes }: Encoding): VectorCase[] {
  const element = elementAt(walk(codec.shape, bytes).root, path)
  if (!element) return []
  const long = elementMalformations(element, bytes)
    .filter(({ family }) => family === 'length-not-minimal')
    .map(({ family, variant, what, bytes: faulty }) =>
      refused(codec, `${id}/${path}.${family}.${variant}`, what, ['NotMinimal', 'LengthBoundary'], faulty),
    )
  if (element.body - element.start < 2) return long
  const cut = bytes.slice(0, element.start + 1)
  return [...long, refused(codec, `${id}/${path}.truncated.header`, 'half a length header', ['Truncated'], cut)]
}
