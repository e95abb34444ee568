import { unjudged } from '../kit/judging.js'

export const policyMaxClientsIgnored = unjudged({
  id: 'policy.max-clients-ignored',
  summary: 'takes any number of clients',
  breaks: ['MIMI-POL-017'],
  drafts: ['06'],
  rule: 'keepsMaxClients',
})
