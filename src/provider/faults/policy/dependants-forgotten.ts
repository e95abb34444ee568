import { fault } from '../../fault.js'

export const policyDependantsForgotten = fault({
  id: 'policy.dependants-forgotten',
  summary: 'leaves users in dependent rooms who have left the parent',
  breaks: ['MIMI-POL-016'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, hub: { ...ports.rules.hub, leavesDependants: () => [] } },
  }),
})
