import { credentialIdentity } from '../../../mls/credential.js'
import type { StagedCommit } from '../../../mls/public-group.js'
import { hub } from '../kit/hub.js'

export const fanoutCommitToNewcomers = hub({
  id: 'fanout.commit-to-newcomers',
  summary: 'sends a commit to the providers of those whom it adds, too',
  breaks: ['MIMI-NTF-005'],
  rules({ stage, handshakeTo }) {
    let staged: StagedCommit | null = null
    return {
      stage: (...of) => (staged = stage(...of)),
      handshakeTo(clients, from) {
        const added =
          staged?.next.members.map(({ leaf_node }) => credentialIdentity(leaf_node.credential)[0] ?? '') ?? []
        staged = null
        return [...handshakeTo(clients, from), ...added]
      },
    }
  },
})
