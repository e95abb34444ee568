import { fault } from '../../fault.js'

export const notifyUnknownRoomAccepted = fault({
  id: 'notify.unknown-room-accepted',
  summary: 'confirms events of rooms that nobody here is in, and drops them',
  breaks: ['MIMI-NTF-018'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, notify: { ...ports.rules.notify, concerned: (members) => members ?? [] } },
  }),
})
