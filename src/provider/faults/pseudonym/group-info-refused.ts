import { informing } from '../kit/informing.js'
import { isOpaque } from '../kit/opaque.js'

export const pseudonymGroupInfoRefused = informing({
  id: 'pseudonym.group-info-refused',
  summary: 'gives group info to users only whose names look like names',
  breaks: ['MIMI-PSD-001', 'MIMI-PSD-006', 'MIMI-PSD-008'],
  rules: ({ speaksFor }) => ({ speaksFor: (provider, user) => !isOpaque(user) && speaksFor(provider, user) }),
})
