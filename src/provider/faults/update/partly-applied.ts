import { hub } from '../kit/hub.js'

export const updatePartlyApplied = hub({
  id: 'update.partly-applied',
  summary: 'keeps the valid proposals of a list that it refuses',
  breaks: ['MIMI-UPD-018'],
  rules: () => ({ kept: (valid) => valid }),
})
