import { fault } from '../../fault.js'

export const anyHub = fault({
  id: 'notify.any-hub',
  summary: 'takes the events of a room from any provider',
  breaks: ['MIMI-NTF-019'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, notify: { ...ports.rules.notify, isHub: () => true } },
  }),
})
