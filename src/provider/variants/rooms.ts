/** Answers about rooms: as a follower (5.5), and as a hub that does not host the room asked for (5.3, 5.4, 5.6, 5.9). */
import type { Ports } from '../ports.js'
import type { RoomRules } from '../rules/rooms.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: Partial<RoomRules>): Ports {
  return { ...ports, rules: { ...ports.rules, rooms: { ...ports.rules.rooms, ...rules } } }
}

export default [
  variant({
    id: 'rooms.notify-403',
    summary: 'refuses events of rooms that nobody here is in with 403',
    allowedBy: '5.5 assigns no status (MIMI-NTF-018)',
    apply: (ports) => ({
      ...ports,
      encoder: {
        ...ports.encoder,
        refused: (refusal) =>
          ports.encoder.refused(refusal.text === 'nobody here is in this room' ? { ...refusal, status: 403 } : refusal),
      },
    }),
  }),
  variant({
    id: 'rooms.info-not-authorized',
    summary: 'answers groupInfo about an unknown room with notAuthorized',
    allowedBy: '5.6: whether a room exists need not be told',
    apply: (ports) => withRules(ports, { groupInfo: () => 'notAuthorized' }),
  }),
  variant({
    id: 'rooms.delivered-late',
    summary: 'delivers events a while after it took them',
    allowedBy: '5.5: 201 says that the event was taken; timing.fanoutMs bounds the delivery',
    apply(ports) {
      const { inboxes } = ports.store
      const deliver: typeof inboxes.deliver = (device, entry) =>
        void setTimeout(() => inboxes.deliver(device, entry), 150)
      return { ...ports, store: { ...ports.store, inboxes: { ...inboxes, deliver } } }
    },
  }),
]
