import { CodecError } from './error.js'
import { readWhole } from './read.js'
import type { Codec } from './shape.js'
import { diagnose } from './walk.js'
import { write } from './write.js'

/**
 * Reads exactly one structure that fills all the bytes, strictly.
 * Opaque values are views of the input: copy them if the input is to change.
 * @throws CodecError with code, path and offset of the first fault
 */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const value = readWhole(codec.shape, bytes)
  if (value === undefined) throw located(diagnose(codec.shape, bytes), decode)
  return value as T
}

/** `decode` for callers to whom malformed bytes are an ordinary outcome. */
export function tryDecode<T>(
  codec: Codec<T>,
  bytes: Uint8Array,
): { ok: true; value: T } | { ok: false; error: CodecError } {
  const value = readWhole(codec.shape, bytes)
  return value === undefined ? { ok: false, error: diagnose(codec.shape, bytes) } : { ok: true, value: value as T }
}

/** Whether bytes are exactly one structure: quicker than asking what is wrong with them. */
export function isValid(codec: Codec<unknown>, bytes: Uint8Array): boolean {
  return readWhole(codec.shape, bytes) !== undefined
}

/**
 * Writes a value in its one valid form. Members that the structure does not have are ignored, so one value can serve
 * several drafts.
 * @throws CodecError (`value-invalid`, `enum-unknown`) with the path of what does not fit
 */
export function encode<T>(codec: Codec<T>, value: NoInfer<T>): Uint8Array {
  try {
    return write(codec.shape, value)
  } catch (error) {
    throw error instanceof CodecError ? located(error, encode) : error
  }
}

/** Tells who called. */
function located(error: CodecError, called: (...args: never[]) => unknown): CodecError {
  Error.captureStackTrace(error, called)
  return error
}
