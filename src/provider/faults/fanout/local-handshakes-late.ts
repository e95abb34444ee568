import { wireFormats } from '../../../mls/wire/index.js'
import { localDelivery, wireFormatOf } from '../kit/local-delivery.js'

export const fanoutLocalHandshakesLate = localDelivery({
  id: 'fanout.local-handshakes-late',
  summary: 'delivers a handshake to its own users after the message that follows it',
  breaks: ['MIMI-NTF-028'],
  deliver(entry, held, next) {
    if (wireFormatOf(entry) === wireFormats.mls_public_message) return void held.push(entry)
    next(entry)
    for (const late of held.splice(0)) next(late)
  },
})
