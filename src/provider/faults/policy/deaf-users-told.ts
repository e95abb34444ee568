import { fault } from '../../fault.js'

export const policyDeafUsersTold = fault({
  id: 'policy.deaf-users-told',
  summary: 'sends application messages to all clients in the group, whether their users may receive them or not',
  breaks: ['MIMI-POL-029'],
  drafts: ['06'],
  apply: (ports) => {
    const { hub } = ports.rules
    const applicationTo: typeof hub.applicationTo = (clients, _mayReceive, from) =>
      hub.applicationTo(clients, () => true, from)
    return { ...ports, rules: { ...ports.rules, hub: { ...hub, applicationTo } } }
  },
})
