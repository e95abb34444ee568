import { readOrNothing, taking } from '../kit/taking.js'

export const notifyUnread = taking({
  id: 'notify.unread',
  summary: 'confirms a notify before it has read the body, and drops what turns out to be malformed',
  breaks: ['MIMI-NTF-018'],
  take: readOrNothing,
})
