import type { Codec } from '../../src/codec/index.js'
import { splice } from '../../src/codec/splice.js'
import { elementAt, walk } from '../../src/codec/walk.js'

/** Joins runs of hexadecimal or bytes. */
export function joined(...runs: readonly (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(runs.map((run) => (typeof run === 'string' ? Buffer.from(run, 'hex') : run))))
}

/** A valid encoding with the element at a path written otherwise; the lengths around it are corrected. Undefined without either. */
export function rewritten(
  codec: Codec<unknown>,
  bytes: Uint8Array | undefined,
  path: string,
  write: (element: Uint8Array) => Uint8Array,
): Uint8Array | undefined {
  if (!bytes) return undefined
  const element = elementAt(walk(codec.shape, bytes).root, path)
  return element && splice(bytes, element, write(bytes.slice(element.start, element.end))).bytes
}
