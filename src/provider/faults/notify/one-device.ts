import { fault } from '../../fault.js'

export const notifyOneDevice = fault({
  id: 'notify.one-device',
  summary: 'delivers the events of a room to the device that came into it last only',
  breaks: ['MIMI-NTF-010'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      rooms: { ...ports.store.rooms, devices: (room) => ports.store.rooms.devices(room)?.slice(-1) },
    },
  }),
})
