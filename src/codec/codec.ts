import { CodecError } from './error.js'
import { FAULT, Input, reader } from './read.js'
import type { Codec } from './shape.js'
import { diagnose } from './walk.js'
import { write } from './write.js'

/**
 * Reads exactly one structure that fills all the bytes, strictly.
 * Opaque values are views of the input: copy them if the input is to change.
 * @throws CodecError with code, path and offset of the first fault
 */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const input = new Input(bytes)
  try {
    const value = reader(codec.shape)(input, null)
    if (input.at === input.end) return value as T
  } catch (error) {
    if (error !== FAULT) throw error
  }
  throw diagnose(codec.shape, bytes)
}

/** `decode` for callers to whom malformed bytes are an ordinary outcome. */
export function tryDecode<T>(
  codec: Codec<T>,
  bytes: Uint8Array,
): { ok: true; value: T } | { ok: false; error: CodecError } {
  try {
    return { ok: true, value: decode(codec, bytes) }
  } catch (error) {
    if (error instanceof CodecError) return { ok: false, error }
    throw error
  }
}

/**
 * Writes a value in its one valid form. Members that the structure does not have are ignored, so one value can serve
 * several drafts.
 * @throws CodecError (`value-invalid`, `enum-unknown`) with the path of what does not fit
 */
export function encode<T>(codec: Codec<T>, value: NoInfer<T>): Uint8Array {
  return write(codec.shape, value)
}
