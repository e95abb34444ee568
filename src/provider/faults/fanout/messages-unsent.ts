import { hub } from '../kit/hub.js'

export const fanoutMessagesUnsent = hub({
  id: 'fanout.messages-unsent',
  summary: 'sends no application messages to other providers',
  breaks: ['MIMI-NTF-001', 'MIMI-SUB-011'],
  rules: () => ({ applicationTo: () => [] }),
})
