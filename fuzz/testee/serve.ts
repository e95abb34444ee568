import { StringDecoder } from 'node:string_decoder'
import { CodecError, decode, encode, fromJson, hexBytes, hexText, toJson, type Codec } from '../../src/codec/index.js'
import { drafts, isDraft, type Draft } from '../../src/drafts/ids.js'
import { structures, type Structures } from '../../src/wire/index.js'

/** A line longer than this is answered `bad-request` and not kept: it holds more than any body we send. */
const MAX_LINE = 1 << 26

/** What the testee calls itself. */
export interface Identity {
  readonly name: string
  readonly version: string
}

/**
 * Answers the testee protocol with our own codec: JSON lines in, JSON lines out.
 * @param input the requests, cut anywhere
 * @returns answers, those to the lines of one chunk together
 */
export async function* serveTestee(
  input: AsyncIterable<Uint8Array | string>,
  identity: Identity,
): AsyncGenerator<string> {
  const answer = answerer(identity)
  const lines = new Lines()
  for await (const chunk of input) {
    const answers = lines.add(chunk).map(answer)
    if (answers.length > 0) yield answers.join('')
  }
  const last = lines.end()
  if (last !== undefined) yield answer(last)
}

/** Puts chunks together to lines. A line that is too long arrives as null, and an empty one not at all. */
class Lines {
  private readonly decoder = new StringDecoder('utf8')
  private parts: string[] = []
  private length = 0

  add(chunk: Uint8Array | string): (string | null)[] {
    const text =
      typeof chunk === 'string' ? chunk : this.decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length))
    const pieces = text.split('\n')
    const rest = pieces.pop() ?? ''
    const lines: (string | null)[] = []
    for (const piece of pieces) {
      this.keep(piece)
      const line = this.end()
      if (line !== undefined) lines.push(line)
    }
    this.keep(rest)
    return lines
  }

  private keep(piece: string): void {
    this.length += piece.length
    if (this.length > MAX_LINE) this.parts = []
    else this.parts.push(piece)
  }

  /** The line so far, or undefined where there is none. */
  end(): string | null | undefined {
    const line = this.length > MAX_LINE ? null : this.parts.join('').trim()
    this.parts = []
    this.length = 0
    return line === '' ? undefined : line
  }
}

interface Request {
  readonly id: number | string
  readonly op: unknown
  readonly draft?: unknown
  readonly struct?: unknown
  readonly bytes?: unknown
  readonly value?: unknown
}

/** A request that makes no sense, as opposed to bytes or a value that are wrong. */
class BadRequest extends Error {}

/** Answers one line; null stands for one that was too long to keep. */
export function answerer(identity: Identity): (line: string | null) => string {
  const tables = new Map<Draft, Structures>(drafts.map((draft) => [draft, structures(draft)]))
  const names = [...new Set([...tables.values()].flatMap((table) => Object.keys(table)))].toSorted()

  function codecOf({ draft, struct }: Request): Codec<unknown> | undefined {
    if (typeof draft !== 'string' || typeof struct !== 'string')
      throw new BadRequest('draft and struct must be strings')
    const table = isDraft(draft) ? tables.get(draft) : undefined
    return table && Object.hasOwn(table, struct) ? table[struct] : undefined
  }

  function respond(request: Request): object {
    if (request.op === 'hello') return { ok: true, ...identity, drafts, structs: names }
    if (request.op !== 'decode' && request.op !== 'encode') {
      throw new BadRequest('op must be hello, decode or encode')
    }
    const codec = codecOf(request)
    if (!codec) return { ok: false, unsupported: true }
    if (request.op === 'decode') return { ok: true, value: toJson(codec, decode(codec, bytesOf(request))) }
    if (request.value === undefined) throw new BadRequest('encode needs a value')
    return { ok: true, bytes: hexText(encode(codec, fromJson(codec, request.value))) }
  }

  return (line) => {
    let id: number | string | null = null
    try {
      const request = requestOf(line)
      id = request.id
      return `${JSON.stringify({ id, ...respond(request) })}\n`
    } catch (error) {
      return `${JSON.stringify({ id, ok: false, error: errorOf(error) })}\n`
    }
  }
}

function requestOf(line: string | null): Request {
  if (line === null) throw new BadRequest(`a line must not exceed ${MAX_LINE} characters`)
  let request: unknown
  try {
    request = JSON.parse(line)
  } catch (error) {
    throw new BadRequest(`not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!isRequest(request)) throw new BadRequest('a request is an object with an id (number or string) and an op')
  return request
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('op' in value)) return false
  return typeof value.id === 'number' || typeof value.id === 'string'
}

function bytesOf({ bytes }: Request): Uint8Array {
  const read = typeof bytes === 'string' ? hexBytes(bytes) : undefined
  if (!read) throw new BadRequest('bytes must be lower-case hexadecimal')
  return read
}

function errorOf(error: unknown): object {
  if (error instanceof CodecError) {
    const { code, path, offset, message } = error
    return { code, path, offset, message }
  }
  if (error instanceof BadRequest) return { code: 'bad-request', message: error.message }
  throw error
}
