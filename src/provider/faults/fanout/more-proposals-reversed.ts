import { hub } from '../kit/hub.js'

export const fanoutMoreProposalsReversed = hub({
  id: 'fanout.more-proposals-reversed',
  summary: 'fans out the further proposals of an update from the last to the first',
  breaks: ['MIMI-NTF-011'],
  drafts: ['06'],
  rules: ({ proposalEvents }) => ({
    proposalEvents: {
      ...proposalEvents,
      '06': ([first, ...more]) => (first ? [{ message: first, moreProposals: more.toReversed() }] : []),
    },
  }),
})
