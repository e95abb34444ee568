/** Cases in which the layout is not all that there is to say: the documents' prose has rules, too. */
import { type Codec, decode, hexBytes } from '../src/codec/index.js'
import { onlyByProse, proseBreach } from '../src/wire/prose/index.js'
import type { VectorCase } from './types.js'

/** Whether a value keeps every rule of prose. */
export function isSound(codec: Codec<unknown>, value: unknown): boolean {
  return proseBreach(codec, value) === null
}

/** The case, ambiguous where nothing but prose makes it what it is: a valid one that breaks a rule, an invalid one by a rule. */
export function heldToProse(codec: Codec<unknown>, one: VectorCase): VectorCase {
  if (one.result === 'valid') {
    const breach = proseBreach(codec, decode(codec, hexBytes(one.bytes) ?? new Uint8Array()))
    if (!breach) return one
    const at = breach.path === '' ? '' : `${breach.path}: `
    return open(one, `${at}${breach.says} (${breach.section})`)
  }
  const section = one.result === 'invalid' && one.error ? onlyByProse(one.error) : null
  return section === null ? one : open(one, `only the text says so (${section})`)
}

function open(one: VectorCase, why: string): VectorCase {
  return { ...one, comment: `${one.comment}; ${why}`, flags: [...one.flags, 'ProseRule'], result: 'ambiguous' }
}
