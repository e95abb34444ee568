import { judging } from '../kit/judging.js'

export const policyNewcomersUnjudged = judging({
  id: 'policy.newcomers-unjudged',
  summary: 'lets everybody in a room add users and their clients',
  breaks: ['MIMI-POL-020', 'MIMI-POL-052'],
  drafts: ['06'],
  rules: () => ({ addsUsersByRight: () => null, addsOthersClientsByRight: () => null }),
})
