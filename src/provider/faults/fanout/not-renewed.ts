import { hub } from '../kit/hub.js'

export const fanoutNotRenewed = hub({
  id: 'fanout.not-renewed',
  summary: 'tells nobody of the proposals that it renews after an external commit',
  breaks: ['MIMI-NTF-012'],
  drafts: ['06'],
  rules: ({ commitEvents }) => ({ commitEvents: { ...commitEvents, '06': (commit) => [{ message: commit }] } }),
})
