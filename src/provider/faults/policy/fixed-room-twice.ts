import { fault } from '../../fault.js'

export const policyFixedRoomTwice = fault({
  id: 'policy.fixed-room-twice',
  summary: 'makes any number of rooms of fixed membership for the same participants',
  breaks: ['MIMI-POL-037'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, hub: { ...ports.rules.hub, sameRoom: () => false } },
  }),
})
