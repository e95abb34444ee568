import { hub } from './kit/hub.js'

export const pseudonymWelcomeRelayedOnly = hub({
  id: 'pseudonym.welcome-relayed-only',
  summary: 'sends a Welcome only where the key package came from through itself',
  breaks: ['MIMI-PSD-010', 'MIMI-CON-016'],
  rules: () => ({ welcomeTo: ({ relayed }) => relayed ?? null }),
})
