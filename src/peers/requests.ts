import type { Device } from '../mls/device.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'

/** How one request departs from what its builder makes. Nothing here is needed for an ordinary request. */
export interface SendOptions {
  /** Changes the encoded body; the exchange is then not counted as valid. */
  tamper?: (body: Uint8Array) => Uint8Array
  /** Replaces the value that goes into the URL template. */
  path?: string
  /** The whole URL, in place of the target's template with a value in it. */
  url?: string
  /** Headers that replace the peer's own of the same name (`From`, `Content-Type`); null leaves one out. */
  headers?: Record<string, string | string[] | null>
  method?: string
  /** A connection of its own instead of the peer's kept-alive ones. */
  fresh?: boolean
  /** What is asked is no request of the drafts, so a 2xx whose body is not the endpoint's structure is no finding. */
  anyAnswer?: boolean
  /** Take 429, and 503 with Retry-After, as they come instead of waiting and repeating. */
  impatient?: boolean
  timeoutMs?: number
}

export interface Capabilities {
  extension_types?: number[]
  proposal_types?: number[]
  credential_types?: number[]
}

/** A user with a device that can sign: a peer's or the target's. */
export interface Requester {
  readonly uri: string
  readonly device: { readonly mls: Device }
}

export interface KeyMaterialOptions extends SendOptions {
  requester: Requester
  /** URI of the user whose key packages are wanted. */
  target: string
  /** Room URI; none by default. */
  room?: string
  /** Acceptable cipher suites; [1] by default. */
  suites?: number[]
  required?: Capabilities
  /** Value of the protocol octet; 1 (mls10) by default. Another one makes the exchange invalid. */
  protocol?: number
  /** Who signs in 06; the requester's first device by default. */
  signer?: { readonly mls: Device }
  /** Changes the signature in 06, made over this content. */
  signature?: (signature: Uint8Array, content: Uint8Array) => Uint8Array
}

export interface ComponentData {
  component_id: number
  data: Uint8Array
}

export interface ConsentOptions extends SendOptions {
  operation: 'cancel' | 'request' | 'grant' | 'revoke'
  /** URI of the user who asks. */
  requester: string
  /** URI of the user who is asked. */
  target: string
  /** Limits the consent to this room. */
  room?: string
  /** For a grant; none by default. */
  keyPackages?: KeyPackageBundle[]
  /** 06; empty by default. */
  extensions?: ComponentData[]
}

export type SearchType =
  'handle' | 'nick' | 'email' | 'phone' | 'partialName' | 'wholeProfile' | 'oidcStdClaim' | 'vcardField'

export interface SearchElement {
  type: SearchType
  /** UTF-8 text, or the bytes themselves. */
  value: string | Uint8Array
  /** The OIDC claim or vCard property, for these two types. */
  name?: string
}

export interface QueryOptions extends SendOptions {
  /** 01 and 02ed have exactly one; more than one there is a skip. */
  elements: SearchElement[]
  /** The domain in the path; the target's by default. */
  domain?: string
  extensions?: ComponentData[]
}

export interface AbuseOptions extends SendOptions {
  room: string
  /** URI of the accused. */
  abuser: string
  /** Empty by default: anonymous. */
  reporter?: string
  /** AbuseType; `reserved`, the only one, by default. */
  reason?: 'reserved'
  note?: string | Uint8Array
  /** Values of AbusiveMessage as the draft has it. */
  messages?: object[]
  extensions?: ComponentData[]
}
