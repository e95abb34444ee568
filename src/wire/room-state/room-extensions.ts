import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { Extension } from '../../mls/wire/index.js'
import { roomForms } from './forms.js'
import type { RoomStart } from './types.js'

/** The extensions of a room's first GroupContext: what is required of clients, who sends from outside, the room's state. */
export function roomExtensions(draft: Draft, start: RoomStart, readings: Readings): Extension[] {
  return roomForms[draft].start(start, readings)
}
