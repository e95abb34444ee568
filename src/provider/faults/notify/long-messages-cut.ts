import { delivering } from '../kit/delivering.js'

/** The first length that needs a header of four octets. */
const most = 0x4000

export const notifyLongMessagesCut = delivering({
  id: 'notify.long-messages-cut',
  summary: 'stores messages in a column of 16384 bytes',
  breaks: ['MIMI-NTF-010'],
  deliver: (entry) => ({ ...entry, message: entry.message.subarray(0, most) }),
})
