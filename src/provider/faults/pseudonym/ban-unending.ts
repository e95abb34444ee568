import { hub } from '../kit/hub.js'

export const pseudonymBanUnending = hub({
  id: 'pseudonym.ban-unending',
  summary: 'takes every ban for one without an end',
  breaks: ['MIMI-PSD-013'],
  rules: () => ({ banned: ({ bans }, user) => bans.some((ban) => ban.user === user) }),
})
