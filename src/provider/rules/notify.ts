/** What a follower takes from whom (5.5). */
import { authorityOf } from '../uri.js'

export interface NotifyRules {
  /** Only the hub of a room tells of its events: the authority of the room's URI. */
  isHub(room: string, sender: string): boolean
  /** Whether an event of a room is for anybody here: a device of ours is or was in it. */
  concerns(devices: readonly string[] | undefined): devices is readonly string[]
}

export const notifyRules: NotifyRules = {
  isHub: (room, sender) => authorityOf(room) === sender,
  concerns: (devices): devices is readonly string[] => devices !== undefined,
}
