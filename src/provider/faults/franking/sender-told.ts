import { uriBytes } from '../../uri.js'
import { franking } from '../kit/franking.js'

export const frankingSenderTold = franking({
  id: 'franking.sender-told',
  summary: 'writes the sender behind the signature of a frank',
  breaks: ['MIMI-FRK-016'],
  drafts: ['06'],
  rules: ({ frank }) => ({
    frank: {
      ...frank,
      '06'(marked) {
        const right = frank['06'](marked)
        if (!right || !('franking_integrity_signature' in right)) return right
        const signature = [...right.franking_integrity_signature, ...uriBytes(marked.accepted.sender)]
        return { ...right, franking_integrity_signature: Uint8Array.from(signature) }
      },
    },
  }),
})
