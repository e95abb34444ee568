import { hub } from '../kit/hub.js'
import { isOpaque } from '../kit/opaque.js'

export const pseudonymUpdatesRefused = hub({
  id: 'pseudonym.updates-refused',
  summary: 'takes commits and proposals of users only whose names look like names',
  breaks: ['MIMI-PSD-001', 'MIMI-PSD-006', 'MIMI-PSD-008'],
  rules: ({ speaksFor }) => ({ speaksFor: (provider, user) => !isOpaque(user) && speaksFor(provider, user) }),
})
