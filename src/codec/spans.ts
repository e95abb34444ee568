import type { CodecError } from './error.js'
import type { Codec, Shape } from './shape.js'
import { hexText, shown } from './text.js'
import { elementPath, walk, type Element } from './walk.js'

/** A run of bytes and what it is: a field without parts, or the header before a vector, opaque or optional. */
export interface Span {
  readonly path: string
  readonly offset: number
  readonly length: number
  /** Type as the drafts write it, or `length` or `presence` for a header. */
  readonly type: string
  readonly text?: string
}

/** Every byte with its field, in order; on malformed input up to the fault. */
export function spans(codec: Codec<unknown>, bytes: Uint8Array): { spans: Span[]; error?: CodecError } {
  const { root, error } = walk(codec.shape, bytes)
  const found: Span[] = []
  collect(root, bytes, found)
  return error ? { spans: found, error } : { spans: found }
}

function collect(element: Element, bytes: Uint8Array, found: Span[]): void {
  const { shape, start, body, end, children } = element
  const path = elementPath(element)
  if (body > start) {
    const presence = shape.kind === 'optional'
    const length = headerText(element, bytes)
    found.push({ path, offset: start, length: body - start, type: presence ? 'presence' : 'length', text: length })
  }
  for (const child of children) collect(child, bytes, found)
  if (children.length === 0 && end > body) {
    found.push({ path, offset: body, length: end - body, type: typeText(shape), text: valueText(shape, element.value) })
  }
}

function headerText({ shape, start, body }: Element, bytes: Uint8Array): string {
  const header = bytes.subarray(start, body)
  if (shape.kind === 'optional') return header[0] === 1 ? 'present' : header[0] === 0 ? 'absent' : shown(header[0])
  const length = header.reduce((number, byte, i) => number * 256 + (i === 0 ? byte & 0x3f : byte), 0)
  return `${length} bytes`
}

/** A shape's type as the drafts write it. */
export function typeText(shape: Shape): string {
  switch (shape.kind) {
    case 'uint':
      return `uint${8 * shape.bytes}`
    case 'registry':
      return `uint${8 * shape.bytes}`
    case 'enum':
      return `enum${8 * shape.bytes}`
    case 'opaque':
      return 'opaque<V>'
    case 'fixed':
      return `opaque[${shape.length}]`
    case 'utf8':
      return 'string'
    case 'vector':
      return `${typeText(shape.element)}<V>`
    case 'oneOrMore':
      return `${typeText(shape.element)}…`
    case 'optional':
      return `optional<${typeText(shape.element)}>`
    case 'struct':
      return shape.name
    case 'lazy':
      return typeText(shape.target())
    default:
      return typeText(shape.inner)
  }
}

function valueText(shape: Shape, value: unknown): string {
  if (value instanceof Uint8Array) return bytesText(value)
  if (typeof value === 'string') return shape.kind === 'utf8' ? JSON.stringify(value) : value
  if (shape.kind === 'registry') {
    const name = Object.entries(shape.names).find(([, number]) => number === value)?.[0]
    return name === undefined ? String(value) : `${name} (${String(value)})`
  }
  return String(value)
}

/** Bytes as text where all of them are printable ASCII, else as hexadecimal. */
function bytesText(bytes: Uint8Array): string {
  const printable = bytes.length > 3 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  return printable ? JSON.stringify(Buffer.from(bytes).toString('latin1')) : hexText(bytes)
}
