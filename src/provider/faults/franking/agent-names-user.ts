import { basicCredential } from '../../../mls/credential.js'
import { presentingAgent } from '../kit/franking-agent.js'

export const frankingAgentNamesUser = presentingAgent({
  id: 'franking.agent-names-user',
  summary: 'presents one of its users as franking agent',
  agent: (domain) => ({ credential: basicCredential(`mimi://${domain}/u/moderator`) }),
})
