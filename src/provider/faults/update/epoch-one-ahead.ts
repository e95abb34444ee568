import { hub } from '../kit/hub.js'

export const updateEpochOneAhead = hub({
  id: 'update.epoch-one-ahead',
  summary: 'tells the epoch that the next commit would begin in place of the current one',
  breaks: ['MIMI-UPD-004'],
  rules: ({ currentEpoch }) => ({ currentEpoch: (group) => currentEpoch(group) + 1n }),
})
