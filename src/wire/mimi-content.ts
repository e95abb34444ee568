/**
 * As much of the MIMI content format as franking needs (06: 5.4.1.1; mimi-content: a CBOR array that begins with the salt
 * and has the extensions as its sixth item, where 1 is the sender's URI and 2 the room's).
 */

export interface FrankedContent {
  /** 16 octets that no other message has. */
  readonly salt: Uint8Array
  readonly senderUri: string
  readonly roomUri: string
}

const saltBytes = 16
const items = 7
const extensionsAt = 5
const keys = { senderUri: 1, roomUri: 2 }

/** A message of plain text in this format. @throws RangeError for a salt of another length */
export function writeMimiContent({ salt, senderUri, roomUri }: FrankedContent, text: string): Uint8Array {
  if (salt.length !== saltBytes) throw new RangeError(`the salt has 16 octets, not ${salt.length}`)
  const nothing = Uint8Array.of(0xf6)
  const extensions = [
    head(5, 2),
    head(0, keys.senderUri),
    textItem(senderUri),
    head(0, keys.roomUri),
    textItem(roomUri),
  ]
  // Disposition `render`, no language, a single part.
  const part = [head(4, 5), head(0, 1), textItem(''), head(0, 1), textItem('text/plain'), bytesItem(utf8.encode(text))]
  const parts = [head(4, items), bytesItem(salt), nothing, bytesItem(new Uint8Array()), nothing, nothing, ...extensions]
  return Uint8Array.from(Buffer.concat([...parts, ...part]))
}

/** What franking needs of a message; null for octets in another format, or without these values. */
export function readMimiContent(content: Uint8Array): FrankedContent | null {
  try {
    const reader = { bytes: Buffer.from(content), at: 0 }
    const message = readItem(reader, 0)
    if (reader.at !== content.length || !Array.isArray(message) || message.length !== items) return null
    const salt: unknown = message[0]
    const extensions: unknown = message[extensionsAt]
    if (!(salt instanceof Uint8Array) || salt.length !== saltBytes || !(extensions instanceof Map)) return null
    const senderUri: unknown = extensions.get(keys.senderUri)
    const roomUri: unknown = extensions.get(keys.roomUri)
    return typeof senderUri === 'string' && typeof roomUri === 'string' ? { salt, senderUri, roomUri } : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const utf8 = new TextEncoder()

function bytesItem(bytes: Uint8Array): Buffer {
  return Buffer.concat([head(2, bytes.length), bytes])
}

function textItem(text: string): Buffer {
  const bytes = utf8.encode(text)
  return Buffer.concat([head(3, bytes.length), bytes])
}

/** Major type and argument, in the shortest form (RFC 8949, 3). */
function head(major: number, argument: number): Buffer {
  const type = major << 5
  if (argument < 24) return Buffer.of(type | argument)
  if (argument < 0x100) return Buffer.of(type | 24, argument)
  if (argument < 0x10000) return Buffer.of(type | 25, argument >> 8, argument & 0xff)
  const bytes = Buffer.alloc(5, type | 26)
  bytes.writeUInt32BE(argument, 1)
  return bytes
}

interface Reader {
  readonly bytes: Buffer
  at: number
}

const deepest = 32

/** One item of definite length. @throws RangeError for what is cut off, too deep or of indefinite length */
function readItem(reader: Reader, depth: number): unknown {
  if (depth > deepest) throw new RangeError('nested too deeply')
  const [initial = 0] = take(reader, 1)
  const major = initial >> 5
  if (major === 7) return simple(reader, initial & 31)
  const argument = readArgument(reader, initial & 31)
  switch (major) {
    case 0:
      return argument
    case 1:
      return -1 - argument
    case 2:
      return Uint8Array.from(take(reader, argument))
    case 3:
      return take(reader, argument).toString('utf8')
    case 4:
      return Array.from(bounded(reader, argument), () => readItem(reader, depth + 1))
    case 5: {
      const entries = Array.from(bounded(reader, argument), (): [unknown, unknown] => [
        readItem(reader, depth + 1),
        readItem(reader, depth + 1),
      ])
      return new Map(entries)
    }
    default:
      return readItem(reader, depth + 1)
  }
}

/** Each item takes an octet at least: a count beyond what is left is not believed. */
function bounded({ bytes, at }: Reader, length: number): { length: number } {
  if (length > bytes.length - at) throw new RangeError('cut off')
  return { length }
}

function readArgument(reader: Reader, information: number): number {
  if (information < 24) return information
  if (information > 27) throw new RangeError('of indefinite length')
  return take(reader, 1 << (information - 24)).reduce((value, octet) => value * 256 + octet, 0)
}

/** false, true, null, undefined, or a number that nobody asks for here. */
function simple(reader: Reader, information: number): unknown {
  if (information >= 24) take(reader, information > 27 ? Number.POSITIVE_INFINITY : 1 << (information - 24))
  return information === 20 ? false : information === 21 ? true : null
}

function take(reader: Reader, length: number): Buffer {
  const { bytes, at } = reader
  if (length > bytes.length - at) throw new RangeError('cut off')
  reader.at = at + length
  return bytes.subarray(at, at + length)
}
