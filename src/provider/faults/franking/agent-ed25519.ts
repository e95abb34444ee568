import { generateSignatureKeys } from '../../../mls/sign.js'
import { presentingAgent } from '../kit/franking-agent.js'

const ed25519 = generateSignatureKeys(1).publicKey

export const frankingAgentEd25519 = presentingAgent({
  id: 'franking.agent-ed25519',
  summary: 'has an Ed25519 key for franking in rooms of any cipher suite',
  agent: (_, publicKey) => ({ franking_signature_key: publicKey.length === 32 ? publicKey : ed25519 }),
})
