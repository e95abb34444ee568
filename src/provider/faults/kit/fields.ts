/** For faults that look at single fields of a body, wherever these lie. */
import { type Codec, spans } from '../../../codec/index.js'
import { numberAt } from './mending.js'

/** A number, an octet string or a whole vector, without its length. */
export interface Field {
  readonly path: string
  readonly bytes: Uint8Array
}

/** The fields of a body, as far as it is well-formed. */
export function fieldsOf(codec: Codec<unknown>, body: Uint8Array): Field[] {
  const counted = new Set<string>()
  return spans(codec, body).spans.flatMap(({ path, type, offset, length }): Field[] => {
    if (type !== 'length') return counted.has(path) ? [] : [{ path, bytes: body.subarray(offset, offset + length) }]
    counted.add(path)
    const from = offset + length
    return [{ path, bytes: body.subarray(from, from + numberAt(body, offset, length)) }]
  })
}

/** Whether some field of that name has such a content. */
export type Trait = (fields: readonly Field[]) => boolean

export function some(path: RegExp, content: (bytes: Uint8Array) => boolean): Trait {
  return (fields) => fields.some((field) => path.test(field.path) && content(field.bytes))
}

/** A field of an unsigned integer that is that great. */
export function atLeast(path: RegExp, limit: bigint): Trait {
  return some(path, (bytes) => BigInt(`0x${Buffer.from(bytes).toString('hex') || 0}`) >= limit)
}
