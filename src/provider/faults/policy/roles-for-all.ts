import { judging } from '../kit/judging.js'

export const policyRolesForAll = judging({
  id: 'policy.roles-for-all',
  summary: "lets everybody in a room give every role, the admin's included",
  breaks: ['MIMI-POL-002', 'MIMI-POL-027'],
  drafts: ['06'],
  rules: () => ({ changesRolesByRight: () => null, changesToPermittedRoles: () => null }),
})
