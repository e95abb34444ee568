import { hub } from '../kit/hub.js'

export const pseudonymBanForgotten = hub({
  id: 'pseudonym.ban-forgotten',
  summary: 'takes banned users out once, and lets them come in again',
  breaks: ['MIMI-PSD-013'],
  rules: () => ({ banned: () => false }),
})
