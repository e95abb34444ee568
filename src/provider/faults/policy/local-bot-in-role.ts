import { unjudged } from '../kit/judging.js'

export const policyLocalBotInRole = unjudged({
  id: 'policy.local-bot-in-role',
  summary: 'takes bots that run in a client as participants',
  breaks: ['MIMI-POL-049'],
  drafts: ['06'],
  rule: 'keepsLocalBotsOutOfRoles',
})
