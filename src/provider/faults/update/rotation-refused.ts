import { hub } from '../kit/hub.js'
import { PublicGroupError } from '../../../mls/public-group.js'
import { proposalTypes } from '../../../mls/wire/index.js'

export const updateRotationRefused = hub({
  id: 'update.rotation-refused',
  summary: 'takes no Update proposals',
  breaks: ['MIMI-UPD-001', 'MIMI-UPD-019', 'MIMI-UPD-044'],
  rules: ({ valid }) => ({
    valid(group, message, now) {
      valid(group, message, now)
      const { content } = message
      if (content.content_type === 'proposal' && content.proposal.proposal_type === proposalTypes.update)
        throw new PublicGroupError('proposal', 'content.proposal', '12.1.2', 'Updates are not taken here')
    },
  }),
})
