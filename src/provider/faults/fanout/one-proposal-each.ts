import { hub } from '../kit/hub.js'

export const fanoutOneProposalEach = hub({
  id: 'fanout.one-proposal-each',
  summary: 'fans out the proposals of one update one by one',
  breaks: ['MIMI-NTF-011'],
  drafts: ['06'],
  rules: ({ proposalEvents }) => ({
    proposalEvents: { ...proposalEvents, '06': proposalEvents['01'] },
  }),
})
