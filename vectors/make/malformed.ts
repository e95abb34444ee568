/** Single faults, by family and field, and the bytes cut off anywhere. */
import { type Codec, hexText, type MalformationFamily, tryDecode } from '../../src/codec/index.js'
import { elementMalformations, type Malformation } from '../../src/codec/malformations.js'
import { elementPath, elementsIn, walk } from '../../src/codec/walk.js'
import type { VectorCase } from '../types.js'
import { type Bounds, choose, depthOf, fieldKey } from './choose.js'
import type { Flag } from './flags.js'
import { openQuestion } from '../open-questions.js'

/** A valid encoding that faults are put into. */
export interface Sound {
  /** Before the ids of its faults; empty for the plain value. */
  readonly prefix: string
  readonly bytes: Uint8Array
}

const flagOf: Readonly<Record<MalformationFamily, Flag>> = {
  'length-not-minimal': 'NotMinimal',
  'length-reserved': 'ReservedPrefix',
  'length-overrun': 'Overrun',
  'presence-octet': 'PresenceOctet',
  'enum-unknown': 'UnknownMember',
  'utf8-invalid': 'NotUtf8',
  truncated: 'Truncated',
  'trailing-bytes': 'TrailingBytes',
  'odd-vector': 'OddVector',
  'value-invalid': 'RuleOfStructure',
}

/** A fault with the id of its case. */
interface Named {
  readonly id: string
  readonly fault: Malformation
}

/**
 * As many as the bounds allow of the faults of the first encoding, and of each further one those in fields that the ones
 * before it do not have.
 */
export function malformedCases(codec: Codec<unknown>, sounds: readonly Sound[], bounds: Bounds): VectorCase[] {
  const seen = new Set<string>()
  const candidates = sounds.flatMap(({ prefix, bytes }) => {
    const fields = new Map<string, Named[]>()
    for (const { fault, inOptional } of freshFaults(codec, bytes, seen)) {
      const { path, family, variant } = fault
      // An optional and its content have one path.
      const id =
        prefix + [...(path === '' ? [] : [path]), ...(inOptional ? ['content'] : []), family, variant].join('.')
      const key = prefix + fieldKey(path)
      fields.set(key, [...(fields.get(key) ?? []), { id, fault }])
    }
    return [...fields].flatMap(([key, named], at) => rotated(named, at).map((one) => ({ ...one, key })))
  })
  const heads = new Set<string>()
  const weighed = candidates.map((one) => {
    const { path, family, bytes } = one.fault
    // The first fault within a field of the structure itself counts like one of that field.
    const [head = ''] = path.split('.')
    const depth = heads.has(head) ? depthOf(path) : 1
    heads.add(head)
    // There each family counts by itself.
    const key = depth === 1 ? `${one.key} ${family}` : one.key
    return { ...one, key, depth, size: 2 * bytes.length + 250, isOpen: false }
  })
  return choose(weighed, bounds).map((one) => caseOf(codec, one))
}

/** The faults of those elements whose fields were not seen before. */
function freshFaults(codec: Codec<unknown>, bytes: Uint8Array, seen: Set<string>) {
  const elements = [...elementsIn(walk(codec.shape, bytes).root)].map((element) => ({
    element,
    field: `${fieldKey(elementPath(element))} ${element.shape.kind}`,
  }))
  const fresh = elements.filter(({ field }) => !seen.has(field))
  for (const { field } of elements) seen.add(field)
  return fresh.flatMap(({ element }) => {
    const inOptional = element.parent?.shape.kind === 'optional'
    return elementMalformations(element, bytes).map((fault) => ({ fault, inOptional }))
  })
}

/** Beginning with another one for each field, so that a few of them show many families. */
function rotated<T>(list: readonly T[], by: number): T[] {
  const first = by % list.length
  return [...list.slice(first), ...list.slice(0, first)]
}

function caseOf(codec: Codec<unknown>, { id, fault }: Named): VectorCase {
  const { family, bytes, what } = fault
  const reading = openQuestion(codec, bytes, fault.expected)
  const flags: Flag[] = reading === null ? [flagOf[family]] : [flagOf[family], reading]
  return refused(codec, id, what, flags, bytes, reading === null ? 'invalid' : 'ambiguous')
}

/** What a strict reader says to the bytes. @throws Error if it takes them */
export function refused(
  codec: Codec<unknown>,
  id: string,
  comment: string,
  flags: readonly Flag[],
  bytes: Uint8Array,
  result: 'invalid' | 'ambiguous' = 'invalid',
): VectorCase {
  const read = tryDecode(codec, bytes)
  if (read.ok) throw new Error(`${id}: ${hexText(bytes)} is valid`)
  const { code, path, offset } = read.error
  return { id, comment, flags, bytes: hexText(bytes), result, error: { code, path, offset } }
}
