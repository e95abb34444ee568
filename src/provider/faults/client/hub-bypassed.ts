import { fault } from '../../fault.js'

export const hubBypassed = fault({
  id: 'client.hub-bypassed',
  summary: "asks the user's provider for key material for a room, past the hub",
  breaks: ['MIMI-KEY-004'],
  apply: (ports) => ({
    ...ports,
    client: { ...ports.client, keyMaterialFrom: (target, _room, own) => ports.client.keyMaterialFrom(target, '', own) },
  }),
})
