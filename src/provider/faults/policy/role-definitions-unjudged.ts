import { unjudged } from '../kit/judging.js'

export const policyRoleDefinitionsUnjudged = unjudged({
  id: 'policy.role-definitions-unjudged',
  summary: 'lets everybody change what roles may do',
  breaks: ['MIMI-POL-030'],
  drafts: ['06'],
  rule: 'changesRoleDefinitionsByRight',
})
