import { credentialIdentity } from '../../../mls/credential.js'
import { UpdateRequest } from '../../../wire/update.js'
import { tryDecodeIn } from '../../../wire/by-draft.js'
import { fault } from '../../fault.js'
import { authorityOf } from '../../uri.js'

export const architectureNewcomersDirect = fault({
  id: 'architecture.newcomers-direct',
  summary: "sends a commit that adds somebody to the newcomer's provider, not to the hub",
  breaks: ['MIMI-ARC-004'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      hubOf(room, body) {
        const read = tryDecodeIn(UpdateRequest, ports.draft, body)
        if (!read.ok) return ports.client.hubOf(room, body)
        const handshake = 'bundle' in read.value ? read.value.bundle.proposalOrCommit : read.value.proposalOrCommit
        const message =
          'public_message' in handshake ? handshake.public_message : 'content' in handshake ? handshake : null
        const proposals = message?.content.content_type === 'commit' ? message.content.commit.proposals : []
        const added = proposals.flatMap((each) =>
          'proposal' in each && 'key_package' in each.proposal
            ? credentialIdentity(each.proposal.key_package.leaf_node.credential)
            : [],
        )
        return authorityOf(added[0] ?? room)
      },
    },
  }),
})
