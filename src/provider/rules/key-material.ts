/** Who gets which key packages (5.2). */
import { credentialIdentity, vouchesFor } from '../../mls/credential.js'
import { type Problem, satisfies, verifyKeyPackage } from '../../mls/key-package.js'
import { verifyWithLabel } from '../../mls/sign.js'
import { findSuite } from '../../mls/suites.js'
import type { Credential } from '../../mls/wire/credential.js'
import type { KeyPackage, RequiredCapabilities } from '../../mls/wire/key-package.js'
import type { ValueIn } from '../../wire/by-draft.js'
import type { KeyMaterialResponse } from '../../wire/key-material.js'
import type { Stocked } from '../store/keys.js'
import type { User } from '../store/users.js'
import { authorityOf } from '../uri.js'

export type Response = ValueIn<typeof KeyMaterialResponse>
export type Client = Response['clients'][number]
type ClientCode = Client['clientStatus']

/** The users, the room and the providers that a request brings together; an empty `room` is none. */
export interface Parties {
  readonly requester: string
  readonly room: string
  readonly sender: string
  readonly receiver: string
}

/** What a signed request proves its requester with (since 04). */
export interface Proof {
  readonly suites: readonly number[]
  readonly key: Uint8Array
  readonly credential: Credential
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

export interface KeyMaterialRules {
  /** Why a key package cannot be published; being out of date is no reason, such a one is just not handed out. */
  unfit(keyPackage: KeyPackage, now: number): readonly Problem[]
  /** Whether a body is in a protocol that the provider speaks; only then the rest of it can be read. */
  speaks(body: Uint8Array): boolean
  /** Whether the sending provider may ask in this requester's name. */
  maySpeakFor(parties: Parties): boolean
  /** What an account that cannot be asked for is answered with; null when it can. */
  absent(user: User | undefined): 'userUnknown' | 'userDeleted' | null
  /** Whether the signature is the enclosed key's, by the algorithm of one of the acceptable suites (R-W21). */
  verifies(proof: Proof): boolean
  /** Whether the enclosed credential is the requesting user's (R-KEY-022). */
  standsFor(proof: Proof, requester: string): boolean
  /** Whose consent is asked for and whose keys are handed out; null where path and body name different users. */
  agree(path: string, body: string): { readonly consulted: string; readonly supplied: string } | null
  /** The suites that a key package may have; null where the request says none, which it must not. */
  acceptable(suites: readonly number[]): readonly number[] | null
  /** Whether a key package is within its lifetime; `now` in ms. */
  current(stocked: Stocked, now: number): boolean
  /** Whether a key package is of an acceptable suite and has what is required. */
  compatible(stocked: Stocked, suites: readonly number[], required: RequiredCapabilities): boolean
  /** The user's code from those of all its clients. */
  userCode(clients: readonly ClientCode[]): 'success' | 'partialSuccess' | 'noCompatibleMaterial'
  /** The response: the user it is about as the request has it, and the clients only with codes that may list them. */
  compose(userStatus: Response['userStatus'], userUri: Uint8Array, clients: readonly Client[]): Response
}

const listing: ReadonlySet<Response['userStatus']> = new Set(['success', 'partialSuccess', 'noCompatibleMaterial'])

const mls10 = 1

export const keyMaterialRules: KeyMaterialRules = {
  unfit: (keyPackage, now) =>
    verifyKeyPackage(keyPackage, new Date(now)).filter(({ code }) => code !== 'expired' && code !== 'not-yet-valid'),
  // A body without a first byte is malformed rather than of another protocol.
  speaks: ([protocol = mls10]) => protocol === mls10,
  maySpeakFor({ requester, room, sender, receiver }) {
    const own = authorityOf(requester) === sender
    if (room === '') return own
    const hub = authorityOf(room)
    // A hub relays for its followers; anybody else has to go through the hub, unless that is us.
    return hub === sender ? authorityOf(requester) !== null : hub === receiver && own
  },
  absent: (user) => (user === undefined ? 'userUnknown' : user.deleted ? 'userDeleted' : null),
  verifies({ suites, key, signed, signature }) {
    return onePerAlgorithm(suites).some((suite) =>
      verifyWithLabel(suite, key, 'KeyMaterialRequestTBS', signed, signature),
    )
  },
  standsFor: ({ suites, key, credential }, requester) =>
    credentialIdentity(credential).includes(requester) &&
    onePerAlgorithm(suites).some((suite) => vouchesFor(credential, suite, key)),
  agree: (path, body) => (path === body ? { consulted: body, supplied: body } : null),
  acceptable: (suites) => (suites.length > 0 ? suites : null),
  current({ keyPackage }, now) {
    const leaf = keyPackage.leaf_node
    if (leaf.leaf_node_source !== 'key_package') return false
    const seconds = BigInt(Math.floor(now / 1000))
    return leaf.lifetime.not_before <= seconds && seconds <= leaf.lifetime.not_after
  },
  compatible: ({ keyPackage }, suites, requiredCapabilities) => satisfies(keyPackage, { suites, requiredCapabilities }),
  userCode(clients) {
    const supplied = clients.filter((code) => code === 'success').length
    if (supplied === 0) return 'noCompatibleMaterial'
    return supplied === clients.length ? 'success' : 'partialSuccess'
  },
  compose: (userStatus, userUri, clients) => ({
    protocol: 'mls10',
    userStatus,
    userUri: { uri: userUri },
    clients: listing.has(userStatus) ? [...clients] : [],
  }),
}

/** However long the list of suites is, each signature algorithm is tried once. */
function onePerAlgorithm(suites: readonly number[]): number[] {
  const byCurve = new Map(suites.map((suite) => [findSuite(suite)?.signature.crv, suite]))
  byCurve.delete(undefined)
  return [...byCurve.values()]
}
