import { delivering } from '../kit/delivering.js'

/** Octets of version and wire format. */
const header = 4

export const notifyBareMessage = delivering({
  id: 'notify.bare-message',
  summary: 'delivers messages without the header of the MLSMessage',
  breaks: ['MIMI-NTF-010'],
  deliver: (entry) => ({ ...entry, message: entry.message.subarray(header) }),
})
