import { wireFormats } from '../../../mls/wire/index.js'
import { localDelivery, wireFormatOf } from '../kit/local-delivery.js'

export const fanoutLocalWelcomeUnsent = localDelivery({
  id: 'fanout.local-welcome-unsent',
  summary: 'sends Welcomes to other providers alone',
  breaks: ['MIMI-NTF-028'],
  deliver: (entry, _, next) => {
    if (wireFormatOf(entry) !== wireFormats.mls_welcome) next(entry)
  },
})
