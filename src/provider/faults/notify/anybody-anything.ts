import { fault } from '../../fault.js'

export const notifyAnybodyAnything = fault({
  id: 'notify.anybody-anything',
  summary: 'takes events of whatever room from anybody: it looks neither for the hub nor for members',
  breaks: ['MIMI-NTF-018', 'MIMI-NTF-019'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      notify: { ...ports.rules.notify, isHub: () => true, concerned: (members) => members ?? [] },
    },
  }),
})
