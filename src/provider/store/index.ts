/**
 * Everything an instance remembers, all of it bounded. Whatever changes it is a mutator of one of its stores, named below:
 * the journal makes the same calls again (change.ts).
 */
import { type Changing, type Log, logged, type NamedChange } from './change.js'
import { type Codes, createCodes } from './codes.js'
import { type Consent, createConsent } from './consent.js'
import { createDedup, type Dedup } from './dedup.js'
import { createHosted, type Hosted } from './hosted.js'
import { createInboxes, type Inboxes } from './inboxes.js'
import { createKeys, type Keys } from './keys.js'
import { createPeers, type Peers } from './peers.js'
import { createPendingFanout, type PendingFanout } from './pending-fanout.js'
import { createRooms, type Rooms } from './rooms.js'
import { createUsers, type Users } from './users.js'

export interface Store {
  readonly users: Users
  readonly keys: Keys
  readonly consent: Consent
  readonly dedup: Dedup
  readonly inboxes: Inboxes
  readonly hosted: Hosted
  readonly rooms: Rooms
  readonly codes: Codes
  readonly fanout: PendingFanout
  readonly peers: Peers
}

/** What changes each store. */
const mutators = {
  users: ['create', 'delete', 'addDevice'],
  keys: ['add', 'take', 'route', 'relay', 'forget'],
  consent: ['decide', 'ask', 'cancel', 'hear', 'forget'],
  dedup: ['remember'],
  inboxes: ['deliver', 'restore', 'forget'],
  hosted: ['prepare', 'put', 'accepted'],
  rooms: ['join', 'forget'],
  codes: ['add', 'use'],
  fanout: ['add', 'restore', 'done'],
  peers: ['know'],
} as const satisfies { [Name in keyof Store]: readonly (keyof Store[Name] & string)[] }

/** @param log takes each change, unless there is no need to remember any */
export function createStore(log?: Log): Store {
  const watched = <Name extends keyof Store>(name: Name, store: Store[Name]): Store[Name] =>
    log ? logged(store, name, mutators[name], log) : store
  return {
    users: watched('users', createUsers()),
    keys: watched('keys', createKeys()),
    consent: watched('consent', createConsent()),
    dedup: watched('dedup', createDedup()),
    inboxes: watched('inboxes', createInboxes()),
    hosted: watched('hosted', createHosted()),
    rooms: watched('rooms', createRooms()),
    codes: watched('codes', createCodes()),
    fanout: watched('fanout', createPendingFanout()),
    peers: watched('peers', createPeers()),
  }
}

/** Makes a change of a journal. @throws RangeError for what is no change of this store */
export function replay(store: Store, [name, method, ...args]: NamedChange): void {
  const names: Readonly<Record<string, readonly string[]>> = mutators
  const target: unknown = Reflect.get(store, name)
  const mutator: unknown =
    names[name]?.includes(method) && typeof target === 'object' && target ? Reflect.get(target, method) : undefined
  if (typeof mutator !== 'function')
    throw new RangeError(`the journal has a change ${name}.${method}, which is unknown`)
  Reflect.apply(mutator, target, args)
}

/** Changes that make a new store like this one. */
export function* changesOf(store: Store): Generator<NamedChange> {
  for (const [name, part] of Object.entries<Changing>({ ...store })) {
    for (const change of part.changes()) yield [name, ...change]
  }
}
