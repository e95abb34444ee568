import { fault } from '../../fault.js'

export const welcomeToFirstClient = fault({
  id: 'key-material.welcome-to-first-client',
  summary: 'delivers every Welcome to the first client of the user',
  breaks: ['MIMI-KEY-030'],
  apply: (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      keys: {
        ...ports.store.keys,
        route(ref, device) {
          const user = [...ports.store.users.all()].find(({ devices }) => devices.includes(device))
          ports.store.keys.route(ref, user?.devices[0] ?? device)
        },
      },
    },
  }),
})
