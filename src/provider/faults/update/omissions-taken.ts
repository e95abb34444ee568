import { hub } from '../kit/hub.js'

export const updateOmissionsTaken = hub({
  id: 'update.omissions-taken',
  summary: 'takes commits that leave out accepted proposals',
  breaks: ['MIMI-UPD-024'],
  rules: () => ({ omitted: () => [] }),
})
