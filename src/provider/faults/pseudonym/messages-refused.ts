import { isOpaque } from '../kit/opaque.js'
import { submission } from '../kit/submission.js'

export const pseudonymMessagesRefused = submission({
  id: 'pseudonym.messages-refused',
  summary: 'takes messages of users only whose names look like names',
  breaks: ['MIMI-PSD-001', 'MIMI-PSD-006', 'MIMI-PSD-008'],
  rules: ({ speaksFor }) => ({ speaksFor: (provider, user) => !isOpaque(user) && speaksFor(provider, user) }),
})
