import { encode, type Infer } from '../../../codec/index.js'
import { byDraft } from '../../../drafts/by-draft.js'
import { basicCredential } from '../../../mls/credential.js'
import { componentIds } from '../../../mls/wire/index.js'
import { FrankingAgentData } from '../../../wire/franking.js'
import type { Fault } from '../../fault.js'
import type { HubRules } from '../../rules/hub.js'
import { hub } from './hub.js'

type Agent = Infer<(typeof FrankingAgentData)['06']>

interface Definition extends Pick<Fault, 'id' | 'summary'> {
  /** What differs from the agent that the hub should present. @param publicKey its key of the room's suite */
  agent(domain: string, publicKey: Uint8Array): Partial<Agent>
}

const none = () => []

/** A hub that asks for another franking agent than it should (06, 5.4.1). */
export function presentingAgent({ agent, ...definition }: Definition): Fault {
  const components: HubRules['components'] = byDraft({
    '01': none,
    '02ed': none,
    '06': (domain, { publicKey }) => [
      {
        component_id: componentIds.franking_signature_key,
        data: encode(FrankingAgentData['06'], {
          franking_signature_key: publicKey,
          credential: basicCredential(`mimi://${domain}`),
          ...agent(domain, publicKey),
        }),
      },
    ],
  })
  return hub({ ...definition, breaks: ['MIMI-FRK-014'], drafts: ['06'], rules: () => ({ components }) })
}
