import { hub } from '../kit/hub.js'

export const updatePartialCut = hub({
  id: 'update.partial-cut',
  summary: 'loses the extensions when it completes a partial group info',
  breaks: ['MIMI-UPD-022'],
  drafts: ['06'],
  rules: ({ completed }) => ({ completed: (...about) => ({ ...completed(...about), extensions: [] }) }),
})
