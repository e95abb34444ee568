/** References (RFC 9420, 5.2): what is hashed, and what somebody hashes instead. */
import { type Codec, encode, hexText, opaque, toJson } from '../../../src/codec/index.js'
import { hash, labelPrefix, refHash } from '../../../src/mls/sign.js'
import { RefHashInput } from '../../../src/mls/wire/index.js'
import { flipped } from './octets.js'
import type { ReferenceCase, ReferenceRepair } from '../types.js'

/** A kind of references. */
export interface Kind {
  readonly struct: string
  readonly codec: Codec<unknown>
  /** Whole. */
  readonly label: string
}

/** One object that can be referred to. */
export interface Referable {
  readonly suite: number
  /** As it travels. */
  readonly value: unknown
  /** What of it is hashed. */
  readonly content: Uint8Array
  readonly groupContext?: Uint8Array
  readonly keys: Readonly<Record<string, string>>
}

type About = Pick<ReferenceCase, 'id' | 'comment'> & Partial<Pick<ReferenceCase, 'flags' | 'result' | 'repair'>>

const utf8 = new TextEncoder()

/** @param reference the right one unless told otherwise */
export function caseOf(kind: Kind, object: Referable, about: About, reference?: Uint8Array): ReferenceCase {
  const { suite, content, groupContext } = object
  const { id, comment, flags = [], result = 'valid', repair } = about
  return {
    id: `suite-${suite}.${id}`,
    comment,
    flags,
    result,
    suite,
    label: kind.label,
    struct: kind.struct,
    bytes: hexText(encode(kind.codec, object.value)),
    ...(result === 'valid' && { value: toJson(kind.codec, object.value), keys: object.keys }),
    content: hexText(content),
    ...(groupContext && { groupContext: hexText(groupContext) }),
    ...(result === 'valid' && { intermediate: { refHashInput: hexText(inputOf(kind.label, content)) } }),
    reference: hexText(reference ?? refHash(suite, kind.label, content)),
    ...(repair && { repair }),
  }
}

function inputOf(label: string, value: Uint8Array): Uint8Array {
  return encode(RefHashInput, { label: utf8.encode(label), value })
}

/** Something else that somebody might hash. */
export interface Mistake {
  readonly id: string
  readonly comment: string
  readonly content: Uint8Array
}

/** What can be wrong with a reference. @param otherLabel of another kind of references */
export function wrongReferences(
  kind: Kind,
  object: Referable,
  otherLabel: string,
  mistakes: readonly Mistake[],
): ReferenceCase[] {
  const { suite, content } = object
  const right = refHash(suite, kind.label, content)
  const wrong = (id: string, flag: string, comment: string, reference: Uint8Array, repair: ReferenceRepair) =>
    caseOf(kind, object, { id, comment, flags: [flag], result: 'invalid', repair }, reference)
  const altered = (id: string, flag: string, comment: string, reference: Uint8Array) =>
    wrong(id, flag, comment, reference, { reference: hexText(right) })
  const input = (id: string, comment: string, refHashInput: Uint8Array) =>
    wrong(id, 'OtherInput', comment, hash(suite, refHashInput), { refHashInput: hexText(refHashInput) })
  const bare = kind.label.slice(labelPrefix.length)
  const otherSuite = suite === 7 ? 1 : 7
  return [
    wrong('wrong-label', 'WrongLabel', `hashed as ${otherLabel}`, refHash(suite, otherLabel, content), {
      label: otherLabel,
    }),
    wrong('no-prefix', 'WrongLabel', 'the label lacks `MLS 1.0 `', refHash(suite, bare, content), { label: bare }),
    input('no-input', 'the object itself is hashed, in no RefHashInput', content),
    input('no-label', 'the object is hashed behind its length alone', encode(opaque, content)),
    ...mistakes.map(({ id, comment, content: other }) =>
      wrong(id, 'OtherContent', comment, refHash(suite, kind.label, other), { content: hexText(other) }),
    ),
    wrong('other-hash', 'WrongHash', `the hash of suite ${otherSuite}`, refHash(otherSuite, kind.label, content), {
      suite: otherSuite,
    }),
    altered('one-bit', 'AlteredReference', 'one bit is flipped', flipped(right, right.length - 1)),
    altered('truncated', 'WrongLength', 'the last octet is missing', right.subarray(0, -1)),
    altered('half', 'WrongLength', 'the first half of the hash', right.subarray(0, right.length / 2)),
    altered('empty', 'WrongLength', 'there is no reference', new Uint8Array()),
  ]
}

export const referenceNotes = {
  WrongLabel: 'Hashed with another label. The repair is that label.',
  OtherInput: 'Something else than a RefHashInput was hashed. The repair is what was hashed.',
  OtherContent: 'Another part of the message was hashed than the one RFC 9420 names. The repair is what was hashed.',
  WrongHash: 'Hashed with the hash of another suite. The repair is that suite.',
  AlteredReference: 'The right reference, altered. The repair is the right one.',
  WrongLength: 'The right reference, cut. The repair is the right one.',
} as const
