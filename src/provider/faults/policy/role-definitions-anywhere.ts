import { unjudged } from '../kit/judging.js'

export const policyRoleDefinitionsAnywhere = unjudged({
  id: 'policy.role-definitions-anywhere',
  summary: 'takes new roles and changes of the list in one commit',
  breaks: ['MIMI-POL-012'],
  drafts: ['06'],
  rule: 'changesRoleDefinitionsAlone',
})
