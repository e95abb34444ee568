import { overruling } from '../kit/overruling.js'

export const policyMalformedPoliciesDropped = overruling({
  id: 'policy.malformed-policies-dropped',
  summary: 'answers success to policies that it cannot read, and drops them',
  breaks: ['MIMI-POL-050'],
  refused: /malformed|ends/,
})
