import { unjudged } from '../kit/judging.js'

export const policyRolesUnjudged = unjudged({
  id: 'policy.roles-unjudged',
  summary: 'lets everybody in a room give roles',
  breaks: ['MIMI-POL-002', 'MIMI-POL-027'],
  rule: 'changesRolesByRight',
})
