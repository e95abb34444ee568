import { fault } from '../../fault.js'

export const ownStoreOnly = fault({
  id: 'client.own-store-only',
  summary: "looks for foreign users' key packages in its own store",
  breaks: ['MIMI-KEY-036'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      keyMaterialFrom: (target, room, own) => (room === '' ? own : ports.client.keyMaterialFrom(target, room, own)),
    },
  }),
})
