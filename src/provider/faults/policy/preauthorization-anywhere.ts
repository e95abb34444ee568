import { unjudged } from '../kit/judging.js'

export const policyPreauthorizationAnywhere = unjudged({
  id: 'policy.preauthorization-anywhere',
  summary: 'takes new preauthorization and new users in one commit',
  breaks: ['MIMI-POL-013'],
  drafts: ['06'],
  rule: 'changesPreauthorizationAlone',
})
