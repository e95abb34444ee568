const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of UTF-8 bytes, or undefined where they are not UTF-8. A byte order mark is kept: it is part of the text. */
export function utf8Text(bytes: Uint8Array, start: number, end: number): string | undefined {
  try {
    return decoder.decode(bytes.subarray(start, end))
  } catch {
    return undefined
  }
}

const encoder = new TextEncoder()

/** The UTF-8 bytes of a text, or undefined where it has a lone surrogate, which UTF-8 cannot express. */
export function utf8Bytes(text: string): Uint8Array | undefined {
  return /\p{Surrogate}/u.test(text) ? undefined : encoder.encode(text)
}

/** Lower-case hexadecimal. */
export function hexText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** The bytes of lower-case hexadecimal, or undefined where it is anything else. */
export function hexBytes(text: string): Uint8Array | undefined {
  return text.length % 2 === 0 && !/[^0-9a-f]/.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : undefined
}

/** A value in a few words, for messages. */
export function shown(value: any): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return value instanceof Uint8Array ? `${value.length} bytes` : 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${String(value)}`
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
