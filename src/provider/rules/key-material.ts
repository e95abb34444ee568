/** Who gets which key packages (5.2). */
import { satisfies } from '../../mls/key-package.js'
import type { RequiredCapabilities } from '../../mls/wire/key-package.js'
import type { Stocked } from '../store/keys.js'
import type { User } from '../store/users.js'
import { authorityOf } from '../uri.js'

export type ClientCode = 'success' | 'keyMaterialExhausted' | 'nothingCompatible'

/** The users, the room and the providers that a request brings together; an empty `room` is none. */
export interface Parties {
  readonly requester: string
  readonly room: string
  readonly sender: string
  readonly receiver: string
}

export interface KeyMaterialRules {
  /** Whether the sending provider may ask in this requester's name. */
  maySpeakFor(parties: Parties): boolean
  /** What an account that cannot be asked for is answered with; null when it can. */
  absent(user: User | undefined): 'userUnknown' | 'userDeleted' | null
  /** Whether path and body name the same user. */
  sameUser(path: string, body: string): boolean
  /** Whether a key package is within its lifetime; `now` in ms. */
  current(stocked: Stocked, now: number): boolean
  /** Whether a key package is of an acceptable suite and has what is required. */
  compatible(stocked: Stocked, suites: readonly number[], required: RequiredCapabilities): boolean
  /** The user's code from those of all its clients. */
  userCode(clients: readonly ClientCode[]): 'success' | 'partialSuccess' | 'noCompatibleMaterial'
}

export const keyMaterialRules: KeyMaterialRules = {
  maySpeakFor({ requester, room, sender, receiver }) {
    const own = authorityOf(requester) === sender
    if (room === '') return own
    const hub = authorityOf(room)
    // A hub relays for its followers; anybody else has to go through the hub, unless that is us.
    return hub === sender ? authorityOf(requester) !== null : hub === receiver && own
  },
  absent: (user) => (user === undefined ? 'userUnknown' : user.deleted ? 'userDeleted' : null),
  sameUser: (path, body) => path === body,
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
}
