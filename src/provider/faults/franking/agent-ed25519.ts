import { encode } from '../../../codec/index.js'
import { byDraft } from '../../../drafts/by-draft.js'
import { basicCredential } from '../../../mls/credential.js'
import { componentIds } from '../../../mls/wire/index.js'
import { FrankingAgentData } from '../../../wire/franking.js'
import type { HubRules } from '../../rules/hub.js'
import { generateSignatureKeys } from '../../../mls/sign.js'
import { hub } from '../kit/hub.js'

const ed25519 = generateSignatureKeys(1).publicKey
const none = () => []

const components: HubRules['components'] = byDraft({
  '01': none,
  '02ed': none,
  '06': (domain, { publicKey }) => [
    {
      component_id: componentIds.franking_signature_key,
      data: encode(FrankingAgentData['06'], {
        franking_signature_key: publicKey.length === 32 ? publicKey : ed25519,
        credential: basicCredential(`mimi://${domain}`),
      }),
    },
  ],
})

export const frankingAgentEd25519 = hub({
  id: 'franking.agent-ed25519',
  summary: 'has an Ed25519 key for franking in rooms of any cipher suite',
  breaks: ['MIMI-FRK-014'],
  drafts: ['06'],
  rules: () => ({ components }),
})
