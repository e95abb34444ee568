import { generateSignatureKeys } from '../../../mls/sign.js'
import { informing } from '../kit/informing.js'

export const groupInfoHubSenderForeign = informing({
  id: 'group-info.hub-sender-foreign',
  summary: 'names a key as hub_sender that is none of the external senders',
  breaks: ['MIMI-GRP-012'],
  rules: () => ({ sender: (hub) => ({ ...hub, signature_key: generateSignatureKeys(1).publicKey }) }),
})
