import { unjudged } from '../kit/judging.js'

export const policyHandshakeFormatsIgnored = unjudged({
  id: 'policy.handshake-formats-ignored',
  summary: 'takes handshakes in formats that the operational policy does not list',
  breaks: ['MIMI-POL-031'],
  drafts: ['06'],
  rule: 'takesHandshakeFormats',
})
