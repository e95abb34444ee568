import { taking } from '../kit/taking.js'

export const notifyFirstEventOnly = taking({
  id: 'notify.first-event-only',
  summary: 'takes the first event of a notify body and ignores those behind it',
  breaks: ['MIMI-NTF-010'],
  take: (read) => read().slice(0, 1),
})
