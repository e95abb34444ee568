import { lengthHeader } from './length.js'
import { isVector, type Element } from './walk.js'

/** Joins runs of bytes. */
export function concat(...runs: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(runs.reduce((length, run) => length + run.length, 0))
  let at = 0
  for (const run of runs) {
    joined.set(run, at)
    at += run.length
  }
  return joined
}

/** Bytes in which one element was replaced, and where it begins in them. */
export interface Spliced {
  readonly bytes: Uint8Array
  readonly offset: number
}

/**
 * Replaces one element (its header included) and corrects the length of every vector around it, so that the
 * replacement holds the only fault. Headers that grow or shrink move the element: hence the offset.
 * @param top element to stop at: the result is that element's bytes; by default the whole
 */
export function splice(
  whole: Uint8Array,
  element: Element,
  replacement: Uint8Array,
  top: Element | null = null,
): Spliced {
  // What stands before and after, from inside out; copied once, whatever the depth.
  const before: Uint8Array[] = []
  const after: Uint8Array[] = []
  let { length } = replacement
  let offset = 0
  for (let inner = element; inner !== top && inner.parent; inner = inner.parent) {
    const around = inner.parent
    length += inner.start - around.body + around.end - inner.end
    const header = isVector(around) ? lengthHeader(length) : whole.subarray(around.start, around.body)
    length += header.length
    offset += header.length + inner.start - around.body
    before.push(whole.subarray(around.body, inner.start), header)
    after.push(whole.subarray(inner.end, around.end))
  }
  return { bytes: concat(...before.toReversed(), replacement, ...after), offset }
}

/** The vector that an element lies in, or null where only the end of the input bounds it. */
export function regionOf(element: Element): Element | null {
  for (let around = element.parent; around; around = around.parent) if (isVector(around)) return around
  return null
}
