/** Texts inside opaque fields: URIs of users, names of roles. */
import { isUtf8 } from 'node:buffer'

export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** @throws RangeError for octets that are no UTF-8 */
export function textOf(bytes: Uint8Array, what: string): string {
  if (!isUtf8(bytes)) throw new RangeError(`${what} is no UTF-8`)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}
