import { fault } from '../../fault.js'
import { authorityOf } from '../../uri.js'

export const notifyRoomsMixed = fault({
  id: 'notify.rooms-mixed',
  summary: 'knows which devices are in some room of a hub, not in which',
  breaks: ['MIMI-NTF-010'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      rooms: {
        ...ports.store.rooms,
        join: (room, device) => ports.store.rooms.join(authorityOf(room) ?? room, device),
        devices: (room) => ports.store.rooms.devices(authorityOf(room) ?? room),
      },
    },
  }),
})
