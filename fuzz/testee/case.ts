/** What a testee is asked and what it must say: a vector, published or generated, in one direction. */
import type { VectorCase } from '../../vectors/types.js'
import type { Codec, MalformationFamily } from '../../src/codec/index.js'
import { isDraft, type Draft } from '../../src/drafts/ids.js'
import { structures } from '../../src/wire/index.js'
import { requestLine, type Question } from './protocol.js'

export interface Case {
  readonly draft: Draft
  readonly struct: string
  readonly op: 'decode' | 'encode'
  readonly source: 'vector' | 'generated'
  readonly vector: VectorCase
  /** The valid encoding that a generated malformation was made of, and the kind of fault: what a smaller one is made from. */
  readonly origin?: { readonly bytes: string; readonly family: MalformationFamily; readonly path: string }
}

/** The directions in which a vector can be judged: what is not valid has no encoding that one could ask for. */
export function directions({ result, value }: VectorCase): readonly Case['op'][] {
  return result === 'valid' && value !== undefined ? ['decode', 'encode'] : ['decode']
}

export function questionOf({ draft, struct, op, vector: { bytes, value = null } }: Case): Question {
  return op === 'decode' ? { op, draft, struct, bytes } : { op, draft, struct, value }
}

/** The line to paste into a testee. */
export function pasteLine(one: Case): string {
  return requestLine(1, questionOf(one))
}

/** The declaration of a structure, or undefined where that draft has none of that name. */
export function codecOf(draft: string, struct: string): Codec<unknown> | undefined {
  const table = isDraft(draft) ? structures(draft) : {}
  return Object.hasOwn(table, struct) ? table[struct] : undefined
}

/** A path without its indices: the field, whichever element it is in. */
export function fieldOf(path: string): string {
  return path.replaceAll(/\[\d+\]/g, '[]')
}
