import type { StagedCommit } from '../../../mls/public-group.js'
import { hub } from '../kit/hub.js'

export const fanoutRemovedUntold = hub({
  id: 'fanout.removed-untold',
  summary: 'does not send a commit to those whom it removes',
  breaks: ['MIMI-NTF-015'],
  rules({ stage, handshakeTo }) {
    let staged: StagedCommit | null = null
    return {
      stage: (...of) => (staged = stage(...of)),
      handshakeTo(clients, from) {
        const removed = staged?.removed.map(({ leaf_index }) => leaf_index) ?? []
        staged = null
        return handshakeTo(
          clients.filter(({ leaf_index }) => !removed.includes(leaf_index)),
          from,
        )
      },
    }
  },
})
