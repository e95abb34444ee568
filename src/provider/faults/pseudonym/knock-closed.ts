import { informing } from '../kit/informing.js'

export const pseudonymKnockClosed = informing({
  id: 'pseudonym.knock-closed',
  summary: 'lets nobody into a knock room who is no participant already',
  breaks: ['MIMI-PSD-008'],
  rules: () => ({ open: () => false }),
})
