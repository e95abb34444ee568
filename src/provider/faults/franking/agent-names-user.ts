import { encode } from '../../../codec/index.js'
import { byDraft } from '../../../drafts/by-draft.js'
import { basicCredential } from '../../../mls/credential.js'
import { componentIds } from '../../../mls/wire/index.js'
import { FrankingAgentData } from '../../../wire/franking.js'
import type { HubRules } from '../../rules/hub.js'
import { hub } from '../kit/hub.js'

const none = () => []

const components: HubRules['components'] = byDraft({
  '01': none,
  '02ed': none,
  '06': (domain, { publicKey }) => [
    {
      component_id: componentIds.franking_signature_key,
      data: encode(FrankingAgentData['06'], {
        franking_signature_key: publicKey,
        credential: basicCredential(`mimi://${domain}/u/moderator`),
      }),
    },
  ],
})

export const frankingAgentNamesUser = hub({
  id: 'franking.agent-names-user',
  summary: 'presents one of its users as franking agent',
  breaks: ['MIMI-FRK-014'],
  drafts: ['06'],
  rules: () => ({ components }),
})
