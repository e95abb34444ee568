import { hub } from './kit/hub.js'

export const updateAnyProvider = hub({
  id: 'update.any-provider',
  summary: 'takes handshakes from any provider, whoever has signed them',
  breaks: ['MIMI-UPD-041'],
  rules: () => ({ speaksFor: () => true }),
})
