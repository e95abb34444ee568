import { informing } from '../kit/informing.js'

export const groupInfoSignatureUnverified = informing({
  id: 'group-info.signature-unverified',
  summary: 'believes the credential in a request for group info without verifying the signature',
  breaks: ['MIMI-GRP-002'],
  rules: () => ({ verifies: () => true }),
})
