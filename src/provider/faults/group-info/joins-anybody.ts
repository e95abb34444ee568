import { fault } from '../../fault.js'

export const groupInfoJoinsAnybody = fault({
  id: 'group-info.joins-anybody',
  summary: 'lets anybody in who has the group info, whoever it was given to',
  breaks: [
    'MIMI-GRP-014',
    'MIMI-POL-002',
    'MIMI-POL-014',
    'MIMI-POL-023',
    'MIMI-POL-036',
    'MIMI-POL-052',
    'MIMI-POL-053',
  ],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      policy: { ...ports.rules.policy, usersAddThemselvesByRight: () => null, addsOwnClientsByRight: () => null },
    },
  }),
})
