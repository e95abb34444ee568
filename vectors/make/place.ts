import { joinPath } from '../../src/codec/error.js'
import type { Scope, StructValue } from '../../src/codec/select.js'

/** Where a value stands in the structure that a vector is of. */
export interface Place {
  readonly path: string
  readonly outer: Scope | null
  /** How many structures are around. */
  readonly depth: number
  /** Number of the element among its neighbours, so that they differ. */
  readonly index: number
}

export const top: Place = { path: '', outer: null, depth: 0, index: 0 }

/** The place of an element of a vector. */
export function elementPlace(place: Place, index: number): Place {
  return { ...place, path: `${place.path}[${index}]`, index }
}

/** The place of a field, with its structure as far as that has come. */
export function fieldPlace(place: Place, name: string, own: StructValue): Place {
  const outer = { value: own, outer: place.outer }
  return { ...place, path: joinPath(place.path, name), outer, depth: place.depth + 1 }
}

/** A number that follows from the path, indices aside (FNV-1a): fields differ, and keep theirs when others change. */
export function markOf({ path }: Place): number {
  let hash = 0x811c9dc5
  for (const character of path.replaceAll(/\[\d+\]/g, '')) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  }
  return hash >>> 0
}

/** Three letters that follow from the place. */
export function wordOf(place: Place): string {
  const mark = markOf(place) + place.index
  return [mark, mark >>> 8, mark >>> 16].map((part) => String.fromCharCode(0x61 + (part % 26))).join('')
}

/** Name of the field that the place is in, or is an element of; empty at the top. */
export function fieldNameOf({ path }: Place): string {
  return /([^.[\]]*)(?:\[\d+\])*$/.exec(path)?.[1] ?? ''
}
