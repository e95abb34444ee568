import type { Defect, MalformationFamily } from './defect.js'
import { joinPath, type ErrorCode } from './error.js'
import { headerSize, lengthHeader } from './length.js'
import { ruleBreaches, unfitSelectors } from './breaches.js'
import type { Codec, EnumShape, Shape } from './shape.js'
import { concat, regionOf, splice, type Spliced } from './splice.js'
import { elementPath, elementsIn, elementsTowards, walk, type Element } from './walk.js'

/** Bytes with exactly one fault, and what a strict reader says to them. */
export interface Malformation {
  readonly family: MalformationFamily
  /** The field in which the fault lies. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly expected: { readonly code: ErrorCode; readonly path: string; readonly offset: number }
  /** What was done, in words. */
  readonly what: string
  /** In a word or two, what tells it from the others of its family at this field: `in-2-bytes`. */
  readonly variant: string
}

/**
 * Every single-fault malformation of a valid encoding, by family and field. The lengths around the fault are corrected,
 * so that nothing but the named fault is wrong.
 * @param only the one family to make; all of them if absent
 * @throws CodecError if the bytes are not valid to begin with
 */
export function malformations(codec: Codec<unknown>, bytes: Uint8Array, only?: MalformationFamily): Malformation[] {
  const { root, error } = walk(codec.shape, bytes)
  if (error) throw error
  const wants: Wants = (family) => only === undefined || only === family
  return [...malformationsOf(elementsIn(root), bytes, wants), ...trailing(root, bytes, wants)]
}

/** Those of one element alone: what is wrong with its own bytes, or with the rule or select that it has. */
export function elementMalformations(element: Element, bytes: Uint8Array): Malformation[] {
  const all: Wants = () => true
  const found = malformationsOf([element], bytes, all)
  return element.parent ? found : [...found, ...trailing(element, bytes, all)]
}

/**
 * Those of one family at one field, in the order in which `malformations` has them, without making the others.
 * @param root of a walk that found no fault
 */
export function fieldMalformations(
  root: Element,
  bytes: Uint8Array,
  family: MalformationFamily,
  path: string,
): Malformation[] {
  const wants: Wants = (other) => other === family
  const found = [...malformationsOf(elementsTowards(root, path), bytes, wants), ...trailing(root, bytes, wants)]
  return found.filter((one) => one.path === path)
}

function malformationsOf(elements: Iterable<Element>, bytes: Uint8Array, wants: Wants): Malformation[] {
  const found: Malformation[] = []
  for (const element of elements) {
    for (const fault of faultsOf(element, bytes, wants)) {
      const { bytes: faulty, offset } = fault.spliced
      const { family, what, variant } = fault
      const at = joinPath(elementPath(element), fault.path ?? '')
      const expected = { code: fault.code, path: at, offset: offset + (fault.shift ?? 0) }
      found.push({ family, path: at, bytes: faulty, expected, what, variant })
    }
  }
  return found
}

function trailing(root: Element, bytes: Uint8Array, wants: Wants): Malformation[] {
  if (!wants('trailing-bytes') || root.shape.kind === 'oneOrMore') return []
  const expected = { code: 'trailing-bytes', path: '', offset: bytes.length } as const
  const faulty = concat(bytes, Uint8Array.of(0))
  const what = 'one byte after the end'
  return [{ family: 'trailing-bytes', path: '', bytes: faulty, expected, what, variant: 'one-byte' }]
}

type Wants = (family: MalformationFamily) => boolean

function* faultsOf(element: Element, whole: Uint8Array, wants: Wants): Generator<Defect, void> {
  const { shape, start, body, end } = element
  const replaced = (...runs: Uint8Array[]) => splice(whole, element, concat(...runs))
  switch (shape.kind) {
    case 'opaque':
      yield* lengthFaults(element, whole, wants)
      break
    case 'utf8':
      yield* lengthFaults(element, whole, wants)
      if (wants('utf8-invalid')) yield* textFaults(replaced)
      break
    case 'vector':
      yield* lengthFaults(element, whole, wants)
      if (wants('odd-vector')) yield* oddVector(element, shape.element, whole)
      break
    case 'oneOrMore':
      if (wants('odd-vector')) yield* oddVector(element, shape.element, whole)
      break
    case 'optional':
      for (const octet of wants('presence-octet') ? [2, 0xff] : []) {
        const spliced = replaced(Uint8Array.of(octet), whole.subarray(body, end))
        const what = `presence octet ${octet}`
        yield { family: 'presence-octet', code: 'presence-octet', spliced, what, variant: String(octet) }
      }
      break
    case 'enum':
      if (wants('enum-unknown')) yield* enumFaults(shape, replaced)
      break
    case 'struct':
      if (wants('value-invalid')) yield* unfitSelectors(element, shape, whole)
      return
    case 'refine':
      if (wants('value-invalid')) yield* ruleBreaches(element, shape, whole)
      return
    case 'lazy':
      return
    case 'uint':
    case 'registry':
    case 'fixed':
      break
  }
  if (wants('truncated') && end > start) yield* cuts(element, whole)
}

function* lengthFaults(element: Element, whole: Uint8Array, wants: Wants): Generator<Defect, void> {
  const { start, body, end } = element
  const content = whole.subarray(body, end)
  const length = content.length
  for (const size of wants('length-not-minimal') ? ([2, 4] as const) : []) {
    if (size <= headerSize(length)) continue
    const spliced = splice(whole, element, concat(lengthHeader(length, size), content))
    const what = `length ${length} in ${size} bytes where ${headerSize(length)} suffice`
    const variant = `in-${size}-bytes`
    yield { family: 'length-not-minimal', code: 'length-not-minimal', spliced, what, variant }
  }
  for (const prefix of wants('length-reserved') ? [0xc0, 0xff] : []) {
    // Not slice, which gives a view of the same bytes if they are in a Buffer.
    const header = Uint8Array.from(whole.subarray(start, body))
    header[0] = prefix
    const spliced = splice(whole, element, concat(header, content))
    yield {
      family: 'length-reserved',
      code: 'length-reserved',
      spliced,
      what: `length header that begins with ${prefix.toString(16)}`,
      variant: prefix.toString(16),
    }
  }
  if (!wants('length-overrun')) return
  const left = (regionOf(element)?.end ?? whole.length) - body
  const spliced = splice(whole, element, concat(lengthHeader(left + 1), content))
  yield {
    family: 'length-overrun',
    code: 'truncated',
    spliced,
    what: `length ${left + 1} where ${left} bytes are left`,
    variant: 'by-one',
  }
}

const NOT_UTF8 = ['ff', 'c080', 'eda080', 'e282', 'f4908080']

function* textFaults(replaced: (...runs: Uint8Array[]) => Spliced): Generator<Defect, void> {
  for (const hex of NOT_UTF8) {
    const text = new Uint8Array(Buffer.from(hex, 'hex'))
    const spliced = replaced(lengthHeader(text.length), text)
    const what = `text ${hex}, which is not UTF-8`
    yield { family: 'utf8-invalid', code: 'utf8-invalid', spliced, what, variant: hex }
  }
}

function* enumFaults(shape: EnumShape, replaced: (...runs: Uint8Array[]) => Spliced): Generator<Defect, void> {
  const used = new Set(Object.values(shape.names))
  const limit = 2 ** (8 * shape.bytes)
  let [lowest, highest] = [0, limit - 1]
  while (used.has(lowest)) lowest += 1
  while (used.has(highest)) highest -= 1
  const reserved = shape.reserved.map((name) => shape.names[name])
  for (const number of new Set([...reserved, lowest, highest])) {
    if (number === undefined || number < 0 || number >= limit) continue
    const bytes = shape.bytes === 1 ? Uint8Array.of(number) : Uint8Array.of(number >> 8, number & 0xff)
    yield {
      family: 'enum-unknown',
      code: 'enum-unknown',
      spliced: replaced(bytes),
      what: `member ${number}, which is not allowed`,
      variant: String(number),
    }
  }
}

/** One byte too many in a vector of elements that begin with something wider than that. */
function* oddVector(element: Element, inner: Shape, whole: Uint8Array): Generator<Defect, void> {
  const first = firstLeaf(inner)
  if (!first || first.size < 2) return
  const content = concat(whole.subarray(element.body, element.end), Uint8Array.of(0))
  const header = element.shape.kind === 'vector' ? lengthHeader(content.length) : new Uint8Array(0)
  yield {
    family: 'odd-vector',
    code: 'truncated',
    spliced: splice(whole, element, concat(header, content)),
    what: 'one byte more than whole elements',
    variant: 'by-one',
    path: joinPath(`[${element.children.length}]`, first.path),
    shift: header.length + content.length - 1,
  }
}

function firstLeaf(shape: Shape): { path: string; size: number } | undefined {
  switch (shape.kind) {
    case 'uint':
    case 'registry':
    case 'enum':
      return { path: '', size: shape.bytes }
    case 'fixed':
      return { path: '', size: shape.length }
    case 'refine':
      return firstLeaf(shape.inner)
    case 'lazy':
      return firstLeaf(shape.target())
    case 'struct': {
      const [first] = shape.members
      const leaf = first?.kind === 'field' ? firstLeaf(first.shape) : undefined
      return leaf && first?.kind === 'field' ? { ...leaf, path: joinPath(first.name, leaf.path) } : undefined
    }
    default:
      return undefined
  }
}

/** What bounds an element (the vector around it, or the input) ends before it or inside it. */
function* cuts(element: Element, whole: Uint8Array): Generator<Defect, void> {
  const { start, end, shape } = element
  const ownEnd = shape.kind === 'optional' ? element.body : end
  const region = regionOf(element)
  if (!beginsElement(element, region)) yield cut(element, region, start, whole)
  if (ownEnd - start > 1 && shape.kind !== 'oneOrMore') yield cut(element, region, ownEnd - 1, whole)
}

/** Whether ending there would merely leave one element fewer. */
function beginsElement(element: Element, region: Element | null): boolean {
  if (element.shape.kind === 'oneOrMore') return true
  let around: Element | null = region
  if (!around) {
    around = element
    while (around.parent) around = around.parent
    if (around.shape.kind !== 'oneOrMore') return false
  }
  return around.children.some(({ start }, i) => start === element.start && (region !== null || i > 0))
}

function cut(element: Element, region: Element | null, at: number, whole: Uint8Array): Defect {
  const what = at === element.start ? 'ends before this element' : `ends ${element.end - at} byte(s) before its end`
  const variant = at === element.start ? 'before' : 'within'
  const shared = { family: 'truncated', code: 'truncated', what, variant } as const
  if (!region) return { ...shared, spliced: { bytes: whole.slice(0, at), offset: element.start } }
  const content = whole.subarray(region.body, at)
  const header = lengthHeader(content.length)
  const { bytes, offset } = splice(whole, region, concat(header, content))
  return { ...shared, spliced: { bytes, offset: offset + header.length + element.start - region.body } }
}
