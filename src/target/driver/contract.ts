/**
 * The driver contract: what a target's operator implements so that Mimicry can arrange accounts, key packages and rooms
 * that MIMI itself leaves out of scope. Each operation is optional. `http` and `command` drivers speak these objects as
 * JSON, bytes as base64url; here they are typed, bytes as Uint8Array. The wire form is described in docs/driver.md.
 */
import type { Draft } from '../../drafts/ids.js'
import type { Action } from '../../transport/actions.js'

/** Operations in the order in which an implementer will want to build them. */
export const operations = [
  'ready',
  'createUser',
  'deleteUser',
  'publishKeyPackages',
  'setConsent',
  'prepareRoom',
  'createRoom',
  'submit',
  'inbox',
  'createJoinLink',
  'hubAct',
  'restart',
  'reset',
] as const
export type Operation = (typeof operations)[number]

export { actions, type Action } from '../../transport/actions.js'

/** A peer provider as the target must know it: its domain stands in URLs, the address is where it listens. */
export interface PeerFacts {
  domain: string
  host: string
  port: number
  assetHost: boolean
}

export interface ReadyRequest {
  draft: Draft
  peers: PeerFacts[]
  /** PEM certificates that vouch for peers, as servers and as clients. */
  trustAnchors: string[]
  /** PEM certificates that vouch for users' X.509 credentials. */
  userTrustAnchors: string[]
}

export interface Timing {
  /** ms within which what must arrive arrives. */
  fanoutMs?: number
  /** ms within which a failed notify is tried again. */
  retryMs?: number
  /** ms of silence after which nothing more is expected. */
  quietMs?: number
}

/** The positions in which a target is judged. */
export const roles = ['provider', 'follower', 'hub'] as const
export type Role = (typeof roles)[number]

export interface ReadyAnswer {
  domain: string
  directory: string
  /** PEM certificates that vouch for the target's server certificate and client certificate. */
  trustAnchors: string[]
  /** The target's clock, ms since the epoch. */
  clockMs?: number
  timing?: Timing
  operations: Operation[]
  /** Roles in which the target wants to be judged; all when absent. */
  roles?: Role[]
}

/** One searchable profile fact, named as an OIDC claim or a vCard property, or a handle, nick, email or phone. */
export interface ProfileFact {
  source: 'handle' | 'nick' | 'email' | 'phone' | 'oidcStdClaim' | 'vcardField'
  /** The claim or property name; empty for the other sources. */
  name: string
  value: string
}

export interface CreateUserRequest {
  /** The user's URI that is asked for; the answer's replaces it. */
  uri: string
  profile: ProfileFact[]
  search: 'open' | 'handle' | 'hidden'
  pseudonymOf?: string
  /** What the account will be used for: of use only to a driver that chooses among accounts which existed before. */
  wanted?: WantedAccount
}
export interface WantedAccount {
  /** So many, each with key packages for handing out; 0 where devices do not matter. */
  devices: number
  /** Per device, at the least. */
  keyPackages: number
  /** More key packages than that would not do. */
  exactly?: boolean
  /** Special key packages will be published: an account that existed before will not do. */
  fresh?: boolean
  /** The account's consent towards everyone; any where absent. */
  consent?: 'grant' | 'deny'
}
export interface CreateUserAnswer {
  uri: string
  /** The account's profile where it is not the one asked for, as with an account that existed before. */
  profile?: ProfileFact[]
  /** Key packages that an account which existed before has in stock, per device; nobody gives their private keys away. */
  stock?: DeviceStock[]
}
export interface DeviceStock {
  device: string
  keyPackages: number
}

export interface DeleteUserRequest {
  user: string
}

export interface PublishKeyPackagesRequest {
  user: string
  /** URI of the device (client); the call also registers it, so the list may be empty. */
  device: string
  keyPackages: Uint8Array[]
  /** They belong to the device but are not for handing out. */
  withheld?: boolean
}
export interface PublishKeyPackagesAnswer {
  device: string
}

export interface SetConsentRequest {
  user: string
  decision: 'grant' | 'deny' | 'none'
  /** One requester's user URI, or the word `everyone`. */
  requester: string
  room?: string
}

export interface PrepareRoomRequest {
  creator: string
  cipherSuite: number
  kind: 'plain' | 'knock'
}
export interface PrepareRoomAnswer {
  room: string
  /** An encoded ExternalSender. */
  externalSender: Uint8Array
  /** 06: components for the GroupContext's app data dictionary, among them the franking agent. */
  components?: { component_id: number; data: Uint8Array }[]
  /** An encoded ExternalReceiver, where the hub takes SemiPrivateMessage. */
  externalReceiver?: Uint8Array
}

export interface CreateRoomRequest {
  room: string
  groupInfo: Uint8Array
  ratchetTree: Uint8Array
  participants: { user: string; role: string | number }[]
  /** 01 and 02ed: what each role may do. */
  roles?: { role: string; canAddUser: boolean; canRemoveUser: boolean; canSetUserRole: boolean }[]
  /** Local devices that are members, with their leaf index. */
  devices: { user: string; device: string; leaf: number }[]
}

export interface SubmitRequest {
  user: string
  device: string
  /** The directory key of the endpoint to be used. */
  action: Action
  /** A room URI, a user URI or a domain: what the request is about and whom it goes to. */
  to: string
  /** The request body as the draft has it, signed by the client where it must be; for proxyDownload the asset's URL. */
  body: Uint8Array
}
/** What the client is told: the peer's HTTP status and body, or that the outcome is not known yet. */
export type SubmitAnswer = { status: number; body: Uint8Array } | { pending: true }

export interface InboxRequest {
  user: string
  device: string
  /** Cursor of the last entry seen; 0 at first. */
  after: number
  /** Wait up to this long, ms, when there is nothing yet. */
  waitMs: number
}
export interface InboxEntry {
  cursor: number
  room: string
  /** The hub's timestamp, ms since the epoch. */
  timestamp: bigint
  /** An encoded MLSMessage. */
  message: Uint8Array
  /** An encoded RatchetTree, with a Welcome. */
  ratchetTree?: Uint8Array
}
export interface InboxAnswer {
  entries: InboxEntry[]
}

export interface CreateJoinLinkRequest {
  room: string
  by: string
  lifetimeS: number
  uses: number
}
export interface CreateJoinLinkAnswer {
  code: Uint8Array
}

export interface HubActRequest {
  room: string
  act: 'kick' | 'ban' | 'unban' | 'silence' | 'rotate'
  user?: string
  durationS?: number
}

export type Nothing = Record<string, never>

/** Request and answer of each operation. */
export interface Contract {
  ready: [ReadyRequest, ReadyAnswer]
  createUser: [CreateUserRequest, CreateUserAnswer]
  deleteUser: [DeleteUserRequest, Nothing]
  publishKeyPackages: [PublishKeyPackagesRequest, PublishKeyPackagesAnswer]
  setConsent: [SetConsentRequest, Nothing]
  prepareRoom: [PrepareRoomRequest, PrepareRoomAnswer]
  createRoom: [CreateRoomRequest, Nothing]
  submit: [SubmitRequest, SubmitAnswer]
  inbox: [InboxRequest, InboxAnswer]
  createJoinLink: [CreateJoinLinkRequest, CreateJoinLinkAnswer]
  hubAct: [HubActRequest, Nothing]
  restart: [Nothing, Nothing]
  reset: [Nothing, Nothing]
}
export type RequestOf<O extends Operation> = Contract[O][0]
export type AnswerOf<O extends Operation> = Contract[O][1]

/** Why an operation gave no answer. `refused` is the target's own decision, which a check may judge. */
export type DriverFailureKind = 'refused' | 'unsupported' | 'error'
export class DriverFailure extends Error {
  override readonly name = 'DriverFailure'
  constructor(
    readonly operation: Operation,
    readonly kind: DriverFailureKind,
    readonly text: string,
  ) {
    super(`driver operation ${operation}: ${kind}: ${text}`)
  }
}

/** The one interface that all three forms implement. Throws DriverFailure. */
export interface Driver {
  readonly form: 'http' | 'command' | 'static' | 'none'
  /** What it can do where that is known without `ready`, which `http` and `command` are asked instead. */
  readonly operations?: readonly Operation[]
  /** Performs one operation; rejects with DriverFailure, never with anything else. */
  perform<O extends Operation>(operation: O, request: RequestOf<O>, signal?: AbortSignal): Promise<AnswerOf<O>>
  close(): Promise<void>
}
