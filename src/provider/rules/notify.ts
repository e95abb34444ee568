/** What a follower takes from whom (5.5). */
import type { ValueIn } from '../../wire/by-draft.js'
import type { NotifyBody } from '../../wire/notify.js'
import { authorityOf } from '../uri.js'

export type Event = ValueIn<typeof NotifyBody>[number]

export interface NotifyRules {
  /** Only the hub of a room tells of its events: the authority of the room's URI. */
  isHub(room: string, sender: string): boolean
  /** What is taken of a body: all of its events. @param read throws Refused for a body that is malformed anywhere */
  taken(read: () => readonly Event[]): readonly Event[]
  /** Who gets an event of a room: the devices of ours that are in it; null where it is for nobody here. */
  concerned(members: readonly string[] | undefined): readonly string[] | null
  /** Who gets a Welcome: the devices whose key packages it names; null where it names none of ours. */
  invited(devices: readonly string[]): readonly string[] | null
}

export const notifyRules: NotifyRules = {
  isHub: (room, sender) => authorityOf(room) === sender,
  taken: (read) => read(),
  concerned: (members) => members ?? null,
  invited: (devices) => (devices.length > 0 ? devices : null),
}
