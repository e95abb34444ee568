import { overruling } from '../kit/overruling.js'

export const policyBeyondListIgnored = overruling({
  id: 'policy.beyond-list-ignored',
  summary: 'answers success to updates that point beyond the end of the list, and drops them',
  breaks: ['MIMI-POL-004'],
  refused: /points beyond the/,
})
