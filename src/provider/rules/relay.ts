/** What a hub passes on between providers for a room (5.2). */
import type { Room } from '../hub/types.js'
import { authorityOf } from '../uri.js'

export interface RelayRules {
  /** The provider that a request for key material is passed on to; null where it is for a user of our own. */
  keyMaterialTo(target: string, own: string): string | null
  /** Whether a request for key material to be used in a room is passed on: for participants who are not banned. */
  keyMaterialFor(room: Room, requester: string, banned: boolean): boolean
  /** What is passed on: what was sent, for the requester has signed it (since 04). */
  passedOn(body: Uint8Array): Uint8Array
}

export const relayRules: RelayRules = {
  keyMaterialTo(target, own) {
    const domain = authorityOf(target)
    return domain === own ? null : domain
  },
  keyMaterialFor: ({ participants }, requester, banned) =>
    !banned && participants.some(({ user }) => user === requester),
  passedOn: (body) => body,
}
