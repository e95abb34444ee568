import { credentialTypes } from '../../../mls/wire/registries.js'
import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const requesterX509 = stumbling({
  id: 'key-material.x509',
  summary: 'fails when the requester has a certificate for a credential',
  breaks: ['MIMI-KEY-002'],
  drafts: ['06'],
  action: 'keyMaterial',
  over: some(/^requesterCredential\.credential_type$/, ([, type]) => type === credentialTypes.x509),
})
