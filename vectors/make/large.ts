/** Lengths at which a header of four bytes begins: at chosen places of each draft, for they take up much. */
import { type Codec, decode, hexText, toJson } from '../../src/codec/index.js'
import { lengthHeader, MAX_LENGTH } from '../../src/codec/length.js'
import { splice } from '../../src/codec/splice.js'
import { elementAt, isVector, walk, type Element } from '../../src/codec/walk.js'
import type { ByDraft } from '../../src/drafts/by-draft.js'
import type { Draft } from '../../src/drafts/ids.js'
import type { VectorCase } from '../types.js'
import { joined } from './edit.js'
import { encodingOf } from './encodings.js'
import { refused } from './malformed.js'

/** An opaque, a string and a vector of each draft; in 06 their headers are also written too long. */
const everywhere: Readonly<Record<string, string>> = {
  IdentifierUri: 'uri',
  UpdateRoomResponse: 'errorDescription',
  KeyMaterialRequest: 'acceptableCiphersuites',
}

/** By structure, the path of what is long. */
const places: ByDraft<Readonly<Record<string, string>>> = {
  '01': everywhere,
  '02ed': everywhere,
  '06': {
    ...everywhere,
    GroupInfoResponse: 'encrypted_groupinfo_and_tree.ciphertext',
    IdentifierResponse: 'uri[1].uri',
    PrivateMessage: 'ciphertext',
    SubmitMessageResponse: 'frank.franking_integrity_signature',
  },
}

const LIMIT = 0x4000

export function largeCases(draft: Draft, struct: string, codec: Codec<unknown>): VectorCase[] {
  const path = places[draft][struct]
  if (path === undefined) return []
  const sound = encodingOf(codec)
  const element = sound && elementAt(walk(codec.shape, sound).root, path)
  if (!element) throw new RangeError(`${struct} ${draft} has no ${path}`)
  const replaced = (run: Uint8Array) => splice(sound, element, run).bytes
  const unit = isVector(element) ? element.end - element.body : 1
  const below = LIMIT - Math.max(1, unit)
  const valid = [below, LIMIT].map((length): VectorCase => {
    const bytes = replaced(joined(lengthHeader(length), contentOf(sound, element, length)))
    const comment = `${length} bytes, ${length < LIMIT ? 'the most' : 'the fewest'} for a header of ${length < LIMIT ? 2 : 4}`
    const value = toJson(codec, decode(codec, bytes))
    return {
      id: `${path}.length-${length}`,
      comment,
      flags: ['LengthBoundary'],
      bytes: hexText(bytes),
      result: 'valid',
      value,
    }
  })
  const promised = replaced(lengthHeader(MAX_LENGTH))
  const cutOff = refused(
    codec,
    `${path}.length-overrun.greatest`,
    `length ${MAX_LENGTH}, the greatest there is`,
    ['Overrun'],
    promised,
  )
  if (!Object.hasOwn(everywhere, struct) || draft !== '06') return [...valid, cutOff]
  const long = replaced(joined(lengthHeader(below, 4), contentOf(sound, element, below)))
  const id = `${path}.length-not-minimal.${below}-in-4-bytes`
  return [...valid, cutOff, refused(codec, id, `length ${below} in 4 bytes where 2 suffice`, ['NotMinimal'], long)]
}

/** What the element holds, over and over. */
function contentOf(sound: Uint8Array, { body, end }: Element, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => sound[body + (i % (end - body))] ?? 0)
}
