import { generateSignatureKeys } from '../../../mls/sign.js'
import { presentingAgent } from '../kit/franking-agent.js'

const p256 = generateSignatureKeys(2).publicKey

export const frankingAgentP256 = presentingAgent({
  id: 'franking.agent-p256',
  summary: 'has a P-256 key for franking in rooms of any cipher suite',
  agent: (_, publicKey) => ({ franking_signature_key: publicKey.length === 65 ? publicKey : p256 }),
})
