/** Everything an instance remembers. All of it is bounded, and gone when the instance ends. */
import { type Consent, createConsent } from './consent.js'
import { createDedup, type Dedup } from './dedup.js'
import { createInboxes, type Inboxes } from './inboxes.js'
import { createKeys, type Keys } from './keys.js'
import { createRooms, type Rooms } from './rooms.js'
import { createUsers, type Users } from './users.js'

export interface Store {
  readonly users: Users
  readonly keys: Keys
  readonly consent: Consent
  readonly dedup: Dedup
  readonly inboxes: Inboxes
  readonly rooms: Rooms
}

export function createStore(): Store {
  return {
    users: createUsers(),
    keys: createKeys(),
    consent: createConsent(),
    dedup: createDedup(),
    inboxes: createInboxes(),
    rooms: createRooms(),
  }
}
