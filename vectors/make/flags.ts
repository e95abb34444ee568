import { wireReadings } from '../../src/drafts/wire-readings.js'
import type { VectorCase } from '../types.js'

/** What a case is about, and what a codec that gets it wrong has got wrong. */
export const flags = {
  Plain: 'An ordinary value: every vector filled, every optional present.',
  EnumArm: 'Another member of an enum or registry, with the fields that it brings.',
  LengthBoundary:
    'A length at an end of what its header can say: 0, 63 and 64 (headers of one and two bytes), 16383 and 16384 (two and four).',
  IntegerBoundary: 'An integer at an end of its range, or with only its highest bit set.',
  BeyondDouble: 'A uint64 at the end of the integers that a double can hold, 2^53, or of its own range.',
  OpenRegistry: 'A number without a meaning in a registry that stays open: it is read and written like any other.',
  EmptyVector: 'A vector without elements.',
  ManyElements: 'A vector of one or of several elements. Its length counts bytes, not elements.',
  OptionalAbsent: 'An optional that is absent: the presence octet 0 and nothing else.',
  NonAscii: 'Text beyond ASCII. Its length counts bytes, not characters, and it is not normalised.',
  BytesOfAnyKind: 'An opaque value that is no UTF-8: it holds any bytes.',
  NotMinimal: 'A length in a longer header than it needs (RFC 9420, 2.1.2).',
  ReservedPrefix: 'A length header that begins with the bits 11 (RFC 9420, 2.1.2).',
  Overrun: 'A length that is greater than what is left around it.',
  Truncated: 'The bytes end, or the vector around ends, within the structure.',
  EmptyInput: 'No bytes at all.',
  TrailingBytes: 'Bytes after the end of the structure.',
  OddVector: 'A vector whose length is not that of whole elements.',
  PresenceOctet: 'A presence octet that is neither 0 nor 1 (RFC 9420, 2.1.1).',
  UnknownMember: 'A member that the enum does not have, or one that it reserves.',
  NotUtf8: 'A `string` that is no UTF-8: overlong, a surrogate, cut off or out of range.',
  RuleOfStructure: 'Well-formed bytes that break a rule of the structure itself, such as sorted and unique components.',
  OtherDraft: 'A value as another draft encodes it, read in this one.',
  KnownMistake: 'A mistake that implementers have made.',
  ProseRule:
    'The layout is sound, but a rule of the text is broken, told in the comment with its section. A codec may refuse that, or leave it to whoever uses the value; if it accepts where there is a value and no error here, it has to read that value.',
  UnassignedLayout:
    'A number that chooses what follows, and that only an extension unknown to the draft could give a meaning.',
} as const

/** Readings that cases are flagged with, where the draft leaves a question open. */
type ReadingFlag = `R-W${number}`

export type Flag = keyof typeof flags | ReadingFlag

/** The notes for those flags that the cases have, in the order above. */
export function notesOn(cases: readonly VectorCase[]): Record<string, string> {
  const used = new Set(cases.flatMap((one) => one.flags))
  const readings = wireReadings.map(({ id, unclear, decision }) => [id, `${unclear} Mimicry: ${decision}`] as const)
  const known: readonly (readonly [string, string])[] = [...Object.entries(flags), ...readings]
  return Object.fromEntries(known.filter(([flag]) => used.has(flag)))
}
