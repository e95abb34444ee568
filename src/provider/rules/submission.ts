/** Which application messages a hub accepts (5.4). */
import { tryDecode } from '../../codec/index.js'
import { component } from '../../mls/wire/app-state.js'
import { componentIds, type MLSMessage, type PrivateMessage } from '../../mls/wire/index.js'
import { OperationalParameters } from '../../wire/operational-policy.js'
import type { Room } from '../hub/types.js'
import { authorityOf } from '../uri.js'
import { maySend } from './policy/index.js'

export interface SubmissionRules {
  /** The PrivateMessage with application content; null for whatever else an MLSMessage may be. */
  application(message: MLSMessage): PrivateMessage | null
  /** Whether a message is of the group that the room is. */
  ofRoom(message: PrivateMessage, room: Room): boolean
  /** Whether a provider may hand in messages of a user: only of its own. */
  speaksFor(provider: string, user: string): boolean
  /** Whether a user takes part: is in the list and has a client in the group. */
  active(room: Room, user: string): boolean
  /** Whether a user may speak: by its role, and as nobody who was banned, silenced or removed. */
  maySpeak(room: Room, user: string, banned: boolean): boolean
  /** How many epochs a message may be late: in 06 what the room's operational policy allows, else none. */
  tolerance(room: Pick<Room, 'extensions'>): bigint
  /** How a message's epoch stands to the group's. */
  timely(epoch: bigint, current: bigint, tolerance: bigint): 'in time' | 'ahead' | 'too old'
  /** The epoch that epochTooOld tells. */
  toldEpoch(current: bigint): bigint
}

export const submissionRules: SubmissionRules = {
  application(message) {
    if (!('private_message' in message)) return null
    return message.private_message.content_type === 'application' ? message.private_message : null
  },
  ofRoom: ({ group_id }, { group }) => Buffer.compare(group_id, group.groupId) === 0,
  speaksFor: (provider, user) => authorityOf(user) === provider,
  active: ({ participants, members }, user) =>
    participants.some((each) => each.user === user) && members.some((each) => each.user === user),
  maySpeak: (room, user, banned) => !banned && !room.hosted.silenced.includes(user) && maySend(room, user).ok,
  tolerance({ extensions }) {
    const data = component(extensions, componentIds.mls_operational_policy)
    const policy = data && tryDecode(OperationalParameters, data)
    return policy?.ok ? BigInt(policy.value.app_message_policy.epoch_tolerance) : 0n
  },
  timely: (epoch, current, tolerance) =>
    epoch > current ? 'ahead' : epoch + tolerance >= current ? 'in time' : 'too old',
  toldEpoch: (current) => current,
}
