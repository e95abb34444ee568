import type { Defect } from './defect.js'
import { readWhole } from './read.js'
import { selectorPath, selectsOf, type StructValue } from './select.js'
import type { RefineShape, Shape, StructShape } from './shape.js'
import { concat, splice } from './splice.js'
import { elementAt, elementPath, elementsIn, isVector, walk, type Element } from './walk.js'
import { joinPath } from './error.js'
import { lengthHeader } from './length.js'

/** Numbers of open registries for which a structure has no arm. */
export function* unfitSelectors(element: Element, shape: StructShape, whole: Uint8Array): Generator<Defect, void> {
  for (const select of selectsOf(shape.members, element.value as StructValue, element.outer)) {
    if (select.otherwise || select.selector.on !== 'path') continue
    const path = selectorPath(select)
    const target = elementAt(element, joinPath(elementPath(element), path))
    const leaf = target && innermost(target)
    if (leaf?.shape.kind !== 'registry') continue
    let unused = 0
    while (Object.hasOwn(select.arms, String(unused))) unused++
    const spliced = splice(whole, leaf, bigEndian(unused, leaf.shape.bytes), element)
    const { bytes, offset } = splice(whole, element, spliced.bytes)
    const what = `number ${unused}, for which there is no arm`
    yield {
      family: 'value-invalid',
      code: 'value-invalid',
      spliced: { bytes, offset },
      what,
      variant: String(unused),
      path,
      shift: spliced.offset,
    }
  }
}

function innermost(element: Element): Element {
  const [only] = element.children
  return only && element.shape.kind === 'refine' ? innermost(only) : element
}

function bigEndian(number: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => number / 2 ** (8 * (size - 1 - i)))
}

/** How many elements below a rule are tried. */
const TRIED = 100

/** Well-formed changes below a rule that break it, one for each way in which it can be broken. */
export function* ruleBreaches(element: Element, shape: RefineShape, whole: Uint8Array): Generator<Defect, void> {
  const seen = new Set<string>()
  for (const { bytes, what } of variants(element, whole)) {
    const value = readWhole(shape.inner, bytes)
    const breach = value === undefined ? null : shape.rule(value)
    if (!breach || seen.has(breach.why)) continue
    seen.add(breach.why)
    const { path = '' } = breach
    const shift = elementAt(walk(shape.inner, bytes).root, path)?.start ?? 0
    const spliced = splice(whole, element, bytes)
    const shared = { family: 'value-invalid', code: 'value-invalid', spliced, path, shift } as const
    yield { ...shared, what: `${what}: ${breach.why}`, variant: what.replaceAll(' ', '-') }
  }
}

/** The element's bytes with one thing below it changed. */
function* variants(top: Element, whole: Uint8Array): Generator<{ bytes: Uint8Array; what: string }, void> {
  let tried = 0
  for (const element of elementsIn(top)) {
    if (tried++ > TRIED) return
    for (const { run, what } of changed(element, whole)) yield { bytes: splice(whole, element, run, top).bytes, what }
  }
}

function* changed(element: Element, whole: Uint8Array): Generator<{ run: Uint8Array; what: string }, void> {
  const { shape, children } = element
  const bytesOf = ({ start, end }: Element) => whole.subarray(start, end)
  if (isVector(element)) {
    const runs = children.map(bytesOf)
    const [last] = runs.slice(-1)
    if (!last) return
    yield { run: asVector([...runs, last]), what: 'last element repeated' }
    yield { run: asVector([...runs.slice(0, -2), ...runs.slice(-2).toReversed()]), what: 'last two elements exchanged' }
    yield { run: asVector([]), what: 'no elements' }
  } else if (isNumber(shape)) {
    const telling = shape.kind === 'enum' ? Object.values(shape.names) : [0, 1, 2, 2 ** (8 * shape.bytes) - 1]
    for (const number of telling) yield { run: bigEndian(number, shape.bytes), what: `number ${number}` }
  } else if (shape.kind === 'opaque' || shape.kind === 'utf8') {
    yield { run: lengthHeader(0), what: 'nothing in it' }
  }
}

function isNumber(shape: Shape): shape is Shape & { bytes: number } {
  return (shape.kind === 'uint' && shape.bytes < 8) || shape.kind === 'registry' || shape.kind === 'enum'
}

function asVector(runs: readonly Uint8Array[]): Uint8Array {
  const content = concat(...runs)
  return concat(lengthHeader(content.length), content)
}
