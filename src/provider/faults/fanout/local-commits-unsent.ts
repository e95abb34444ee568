import { wireFormats } from '../../../mls/wire/index.js'
import { localDelivery, wireFormatOf } from '../kit/local-delivery.js'

export const fanoutLocalCommitsUnsent = localDelivery({
  id: 'fanout.local-commits-unsent',
  summary: 'delivers messages alone to its own users, and no handshakes',
  breaks: ['MIMI-NTF-028'],
  deliver: (entry, _, next) => {
    if (wireFormatOf(entry) !== wireFormats.mls_public_message) next(entry)
  },
})
