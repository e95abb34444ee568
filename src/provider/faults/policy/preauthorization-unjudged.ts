import { unjudged } from '../kit/judging.js'

export const policyPreauthorizationUnjudged = unjudged({
  id: 'policy.preauthorization-unjudged',
  summary: 'lets everybody say who is preauthorized',
  breaks: ['MIMI-POL-030'],
  drafts: ['06'],
  rule: 'changesPreauthorizationByRight',
})
