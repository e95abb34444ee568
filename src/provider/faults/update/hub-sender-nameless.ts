import { hub } from '../kit/hub.js'
import { basicCredential } from '../../../mls/credential.js'

export const updateHubSenderNameless = hub({
  id: 'update.hub-sender-nameless',
  summary: 'names nobody in the credential by which it is an external sender',
  breaks: ['MIMI-UPD-032'],
  rules: ({ externalSender }) => ({
    externalSender: (domain, keys) => ({ ...externalSender(domain, keys), credential: basicCredential('mimi:hub') }),
  }),
})
