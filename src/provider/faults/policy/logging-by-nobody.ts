import { unjudged } from '../kit/judging.js'

export const policyLoggingByNobody = unjudged({
  id: 'policy.logging-by-nobody',
  summary: 'takes a logging policy that nobody can carry out',
  breaks: ['MIMI-POL-047'],
  drafts: ['06'],
  rule: 'namesLoggingClients',
})
