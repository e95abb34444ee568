import { hub } from '../kit/hub.js'
import { isOpaque } from '../kit/opaque.js'

export const pseudonymWelcomeDropped = hub({
  id: 'pseudonym.welcome-dropped',
  summary: 'sends Welcomes only for users whose names look like names',
  breaks: ['MIMI-PSD-001', 'MIMI-PSD-010'],
  rules: ({ welcomeTo }) => ({
    welcomeTo: (key) => (key.user !== null && isOpaque(key.user) ? null : welcomeTo(key)),
  }),
})
