/** Cases about a mark of 32 octets: the right one, and what comes of another key, input or algorithm. */
import { createHash, createHmac } from 'node:crypto'
import { hexText } from '../../../src/codec/index.js'
import type { MarkCase } from '../types.js'
import { flipped } from './octets.js'

export interface Mark {
  readonly algorithm: MarkCase['algorithm']
  readonly key: Uint8Array
  readonly fields: Readonly<Record<string, string>>
  readonly input: Uint8Array
  readonly mark: Uint8Array
}

/** What somebody marks, or marks with, instead. */
export interface Mistake {
  readonly id: string
  readonly comment: string
  readonly made: Partial<Pick<Mark, 'algorithm' | 'key' | 'input'>>
  readonly flag?: keyof typeof markNotes
  readonly result?: 'invalid' | 'ambiguous'
}

type More = Partial<Pick<MarkCase, 'flags' | 'result' | 'repair'>>

export function markCase(id: string, comment: string, mark: Mark, more: More = {}): MarkCase {
  const { flags = [], result = 'valid', repair } = more
  return {
    id,
    comment,
    flags,
    result,
    algorithm: mark.algorithm,
    key: hexText(mark.key),
    fields: mark.fields,
    input: hexText(mark.input),
    mark: hexText(mark.mark),
    ...(repair && { repair }),
  }
}

export function wrongMarks(right: Mark, mistakes: readonly Mistake[]): MarkCase[] {
  const altered = (id: string, flag: string, comment: string, mark: Uint8Array) =>
    markCase(
      id,
      comment,
      { ...right, mark },
      { flags: [flag], result: 'invalid', repair: { mark: hexText(right.mark) } },
    )
  return [
    ...mistakes.map((mistake) => markedOtherwise(right, mistake)),
    altered('first-bit', 'Altered', 'a bit of the first octet is flipped', flipped(right.mark)),
    altered('last-bit', 'Altered', 'a bit of the last octet is flipped', flipped(right.mark, right.mark.length - 1)),
    altered('truncated', 'WrongLength', 'the last octet is missing', right.mark.subarray(0, -1)),
    altered('half', 'WrongLength', 'the first half of the mark', right.mark.subarray(0, 16)),
    altered('extended', 'WrongLength', 'an octet follows the mark', Uint8Array.of(...right.mark, 0)),
    altered('empty', 'WrongLength', 'there is no mark', new Uint8Array()),
  ]
}

function markedOtherwise(right: Mark, { id, comment, made, flag, result = 'invalid' }: Mistake): MarkCase {
  const { algorithm, key, input } = made
  const repair = {
    ...(algorithm && { algorithm }),
    ...(key && { key: hexText(key) }),
    ...(input && { input: hexText(input) }),
  }
  const told = flag ?? (algorithm ? 'OtherAlgorithm' : key ? 'OtherKey' : 'OtherInput')
  return markCase(id, comment, { ...right, mark: computed({ ...right, ...made }) }, { flags: [told], result, repair })
}

function computed({ algorithm, key, input }: Pick<Mark, 'algorithm' | 'key' | 'input'>): Uint8Array {
  const digest = algorithm === 'SHA-256' ? createHash('sha256').update(key) : createHmac('sha256', key)
  return new Uint8Array(digest.update(input).digest())
}

export const markNotes = {
  OtherInput: 'Something else was marked. The repair is what was marked.',
  OtherKey: 'Marked under another key. The repair is that key.',
  OtherAlgorithm: 'Made with another algorithm. The repair is that algorithm.',
  ContextForm:
    'The draft concatenates URIs and time and says nothing of lengths (reading R-W32: bare URIs, then a uint64). The repair is the other form.',
  Altered: 'The right mark, altered. The repair is the right one.',
  WrongLength: 'The right mark, cut or continued. The repair is the right one.',
} as const
