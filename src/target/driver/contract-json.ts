/**
 * The driver contract as JSON, for both of its sides: a request is `{"id":1,"op":"createUser",…}`, its answer
 * `{"id":1,"ok":true,…}` or `{"id":1,"ok":false,"kind":"refused","text":"…"}`. Each operation's members are declared
 * once; Mimicry's drivers and the reference provider's control port read and write by the same declaration.
 */
import { drafts } from '../../drafts/ids.js'
import {
  actions,
  type AnswerOf,
  type DeviceStock,
  DriverFailure,
  type DriverFailureKind,
  type InboxEntry,
  type Nothing,
  type Operation,
  operations,
  type PeerFacts,
  type ProfileFact,
  type RequestOf,
  roles,
  type Timing,
  type WantedAccount,
} from './contract.js'
import {
  always,
  bytes,
  either,
  flag,
  isObject,
  type Json,
  list,
  object,
  oneOf,
  optional,
  type Shape,
  ShapeError,
  shown,
  text,
  uint64,
  whole,
  word,
} from './contract-shape.js'

const most = Number.MAX_SAFE_INTEGER
const ms = whole(0, most, 'ms')
const nothing = object<Nothing>({})

const peer = object<PeerFacts>({ domain: word, host: word, port: whole(1, 65535), assetHost: flag })

export const timingShape = object<Timing>({
  fanoutMs: optional(ms),
  retryMs: optional(ms),
  quietMs: optional(ms),
})

export const profileFactShape = object<ProfileFact>({
  source: oneOf(['handle', 'nick', 'email', 'phone', 'oidcStdClaim', 'vcardField']),
  name: text,
  value: text,
})

export const deviceStockShape = object<DeviceStock>({ device: word, keyPackages: whole(0, most) })

const inboxEntry = object<InboxEntry>({
  cursor: whole(0, most),
  room: word,
  timestamp: uint64,
  message: bytes,
  ratchetTree: optional(bytes),
})

const role: Shape<string | number> = {
  says: 'the name of a role, or its index from 0 to 4294967295',
  read(json, key = '') {
    if (typeof json === 'string') return json
    if (typeof json === 'number' && Number.isInteger(json) && json >= 0 && json <= 0xffff_ffff) return json
    throw new ShapeError(key, this.says, json)
  },
  write: (value) => value,
}

/** The members of each operation's request. */
export const requestShapes: { readonly [O in Operation]: Shape<RequestOf<O>> } = {
  ready: object({ draft: oneOf(drafts), peers: list(peer), trustAnchors: list(word), userTrustAnchors: list(word) }),
  createUser: object({
    uri: word,
    profile: list(profileFactShape),
    search: oneOf(['open', 'handle', 'hidden']),
    pseudonymOf: optional(word),
    wanted: optional(
      object<WantedAccount>({
        devices: whole(0, Number.MAX_SAFE_INTEGER),
        keyPackages: whole(0, Number.MAX_SAFE_INTEGER),
        exactly: optional(flag),
        fresh: optional(flag),
        consent: optional(oneOf(['grant', 'deny'])),
      }),
    ),
  }),
  deleteUser: object({ user: word }),
  publishKeyPackages: object({ user: word, device: word, keyPackages: list(bytes), withheld: optional(flag) }),
  setConsent: object({
    user: word,
    decision: oneOf(['grant', 'deny', 'none']),
    requester: word,
    room: optional(word),
  }),
  prepareRoom: object({ creator: word, cipherSuite: whole(0, 65535), kind: oneOf(['plain', 'knock']) }),
  createRoom: object({
    room: word,
    groupInfo: bytes,
    ratchetTree: bytes,
    participants: list(object({ user: word, role })),
    roles: optional(list(object({ role: word, canAddUser: flag, canRemoveUser: flag, canSetUserRole: flag }))),
    devices: list(object({ user: word, device: word, leaf: whole(0, 0xffff_ffff) })),
  }),
  submit: object({ user: word, device: word, action: oneOf(actions), to: word, body: bytes }),
  inbox: object({ user: word, device: word, after: whole(0, most), waitMs: ms }),
  createJoinLink: object({ room: word, by: word, lifetimeS: whole(0, most, 'seconds'), uses: whole(0, most) }),
  hubAct: object({
    room: word,
    act: oneOf(['kick', 'ban', 'unban', 'silence', 'rotate']),
    user: optional(word),
    durationS: optional(whole(0, most, 'seconds')),
  }),
  restart: nothing,
  reset: nothing,
}

/** The members of each operation's answer. */
export const answerShapes: { readonly [O in Operation]: Shape<AnswerOf<O>> } = {
  ready: object({
    domain: word,
    directory: word,
    trustAnchors: list(word),
    clockMs: optional(whole(0, most, 'ms since 1970')),
    timing: optional(timingShape),
    operations: list(oneOf(operations)),
    roles: optional(list(oneOf(roles))),
  }),
  createUser: object({
    uri: word,
    profile: optional(list(profileFactShape)),
    stock: optional(list(deviceStockShape)),
  }),
  deleteUser: nothing,
  publishKeyPackages: object({ device: word }),
  setConsent: nothing,
  prepareRoom: object({
    room: word,
    externalSender: bytes,
    components: optional(list(object({ component_id: whole(0, 0xffff_ffff), data: bytes }))),
    externalReceiver: optional(bytes),
  }),
  createRoom: nothing,
  submit: either('pending', object({ pending: always }), object({ status: whole(100, 599), body: bytes })),
  inbox: object({ entries: list(inboxEntry) }),
  createJoinLink: object({ code: bytes }),
  hubAct: nothing,
  restart: nothing,
  reset: nothing,
}

const failureKinds = ['refused', 'unsupported', 'error'] as const satisfies readonly DriverFailureKind[]
const failure = object({ kind: oneOf(failureKinds), text: text })
const callId = whole(0, most)

/** One request as a line of JSON, without the line feed. */
export function writeRequest<O extends Operation>(id: number, operation: O, request: RequestOf<O>): string {
  return line({ id, op: operation }, requestShapes[operation].write(request))
}

/**
 * Reads the answer to request `id`.
 * @throws DriverFailure as the answer says, or of kind `error` where it is no answer to that request.
 */
export function readAnswer<O extends Operation>(id: number, operation: O, answer: string): AnswerOf<O> {
  const wrong = (problem: string) => new DriverFailure(operation, 'error', problem)
  const json = parse(answer)
  if (!isObject(json)) throw wrong(`the answer must be one JSON object; came ${excerpt(answer)}`)
  if (json['id'] !== id) throw wrong(`id: expected ${id}, the id of the request, came ${shown(json['id'])}`)
  try {
    if (flag.read(json['ok'], 'ok')) return answerShapes[operation].read(json)
    const { kind, text: reason } = failure.read(json)
    throw new DriverFailure(operation, kind, reason)
  } catch (error) {
    throw error instanceof ShapeError ? wrong(error.message) : error
  }
}

/** The id of an answer, to find the request it belongs to; undefined where it has none. */
export function answerId(answer: string): number | undefined {
  const json = parse(answer)
  return isObject(json) && typeof json['id'] === 'number' ? json['id'] : undefined
}

/** What the target's side of the contract implements; an operation that is missing is answered `unsupported`. */
export type Implementation = { readonly [O in Operation]?: (request: RequestOf<O>) => Promise<AnswerOf<O>> }

/**
 * Answers one request, the target's side: reads it, performs it and writes the answer as a line of JSON without the
 * line feed. An implementation refuses by throwing DriverFailure; anything else it throws is answered as an `error`.
 */
export async function answerRequest(request: string, implementation: Implementation): Promise<string> {
  const json = parse(request)
  const id = isObject(json) && typeof json['id'] === 'number' ? json['id'] : 0
  try {
    if (!isObject(json)) throw new ShapeError('', 'a JSON object', json ?? request)
    callId.read(json['id'], 'id')
    const operation = oneOf(operations).read(json['op'], 'op')
    return line({ id, ok: true }, await perform(operation, json, implementation))
  } catch (error) {
    const kind = error instanceof DriverFailure ? error.kind : 'error'
    const reason = error instanceof DriverFailure ? error.text : error instanceof Error ? error.message : String(error)
    return line({ id, ok: false, kind, text: reason })
  }
}

/** What performs an operation. @throws DriverFailure `unsupported` where nothing does. */
export function implemented<O extends Operation>(operation: O, implementation: Implementation) {
  const operate: ((request: RequestOf<O>) => Promise<AnswerOf<O>>) | undefined = implementation[operation]
  if (!operate) throw new DriverFailure(operation, 'unsupported', `${operation} is not implemented`)
  return operate
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties both shapes to the one operation
async function perform<O extends Operation>(operation: O, json: unknown, implementation: Implementation) {
  const operate = implemented(operation, implementation)
  return answerShapes[operation].write(await operate(requestShapes[operation].read(json)))
}

function line(head: { [key: string]: Json }, members: Json = {}): string {
  return JSON.stringify(isObject(members) ? { ...head, ...members } : head)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function excerpt(answer: string): string {
  return answer === '' ? 'nothing' : shown(answer)
}
