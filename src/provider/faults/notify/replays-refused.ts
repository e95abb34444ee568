import { encode } from '../../../codec/index.js'
import { MLSMessage } from '../../../mls/wire/index.js'
import { refuse } from '../../endpoints/endpoint.js'
import { fault } from '../../fault.js'

export const notifyReplaysRefused = fault({
  id: 'notify.replays-refused',
  summary: 'refuses an MLS message that it has had before, whatever the timestamp',
  breaks: ['MIMI-NTF-022'],
  apply: (ports) => {
    const known = new Set<string>()
    return {
      ...ports,
      rules: {
        ...ports.rules,
        notify: {
          ...ports.rules.notify,
          taken(read) {
            const events = ports.rules.notify.taken(read)
            for (const { message } of events) {
              const text = Buffer.from(encode(MLSMessage[ports.draft], message)).toString('base64')
              if (known.has(text)) refuse(409, 'a replay')
              known.add(text)
            }
            return events
          },
        },
      },
    }
  },
})
