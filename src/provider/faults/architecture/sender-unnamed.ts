import { basicCredential } from '../../../mls/credential.js'
import { hub } from '../kit/hub.js'

export const architectureSenderUnnamed = hub({
  id: 'architecture.sender-unnamed',
  summary: 'has a credential as external sender that says hub and no provider',
  breaks: ['MIMI-ARC-009', 'MIMI-UPD-032'],
  rules: ({ externalSender }) => ({
    externalSender: (...about) => ({ ...externalSender(...about), credential: basicCredential('hub') }),
  }),
})
