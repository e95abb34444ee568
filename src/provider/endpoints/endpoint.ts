import type { Codec } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import type { Action } from '../../target/driver/contract.js'
import type { Reply } from '../../transport/listener.js'
import type { Table } from '../../wire/by-draft.js'
import type { Outbound } from '../outbound.js'
import type { Outbox } from '../outbox.js'
import type { Ports, Refusal } from '../ports.js'

/** The provider that a request has come to. */
export interface Context {
  readonly draft: Draft
  /** Its domain, in lower case. */
  readonly domain: string
  readonly ports: Ports
  /** Events on their way to followers. */
  readonly outbox: Outbox
  /** The provider as a client of its peers. */
  readonly outbound: Outbound
}

/** A request that the gate has let through. */
export interface Call {
  /** The authenticated provider that sends it. */
  readonly sender: string
  /** What stands in the path, decoded: a user, a room, a domain or a URL. */
  readonly subject: string
  /** Which of our own users' devices it is from, where that is how it came. */
  readonly device?: string
  readonly body: Uint8Array
}

/** Answers one request; throws Refused for what is not evaluated. */
export type Endpoint = (context: Context, call: Call) => Reply | Promise<Reply>

/** A request that is not evaluated: nothing has changed. */
export class Refused extends Error {
  override readonly name = 'Refused'
  constructor(readonly refusal: Refusal) {
    super(refusal.text)
  }
}

export function refuse(status: number, text: string): never {
  throw new Refused({ status, text })
}

/** The body as a value; a malformed one is refused with the place and the reason. */
export function readBody<T>({ ports }: Context, codec: Codec<T>, body: Uint8Array): T {
  const result = ports.reader.read(codec, body)
  if (result.ok) return result.value
  const { code, path, offset, message } = result.error
  return refuse(400, `malformed body: ${code} at byte ${offset}${path && `, ${path}`}: ${message}`)
}

/** As readBody, in the provider's draft. */
export function readIn<A, B, C>(context: Context, table: Table<A, B, C>, body: Uint8Array): A | B | C {
  return readBody<A | B | C>(context, table[context.draft], body)
}

/** Text in an opaque field: UTF-8, or the request is malformed. */
export function readText({ ports }: Context, field: string, bytes: Uint8Array): string {
  return ports.reader.text(bytes) ?? refuse(400, `malformed body: ${field} is no UTF-8`)
}

/** A response with the fields of every draft as the body of an answer in the provider's own. */
export function answerIn<A, B, C>(context: Context, action: Action, table: Table<A, B, C>, value: A & B & C): Reply {
  const { draft, ports } = context
  return ports.encoder.answered(action, ports.encoder.write<A | B | C>(table[draft], value))
}
