import { encode, tryDecode } from '../../../codec/index.js'
import { MLSMessage } from '../../../mls/wire/index.js'
import { SubmitMessageRequest } from '../../../wire/submit-message.js'
import { type Fault, fault } from '../../fault.js'
import type { Event } from '../../rules/notify.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** What is taken of events, some of which hold messages that a local client submitted. */
  take(events: readonly Event[], isOwn: (event: Event) => boolean): readonly Event[]
}

/** A fault in how messages of the provider's own clients are taken when they come back. */
export function ownMessages({ take, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const codec = MLSMessage[ports.draft]
      const own = new Set<string>()
      const textOf = (message: MLSMessage) => Buffer.from(encode(codec, message)).toString('base64')
      return {
        ...ports,
        client: {
          ...ports.client,
          forwarded(action, body) {
            const request = tryDecode<{ appMessage: MLSMessage }>(SubmitMessageRequest[ports.draft], body)
            if (action === 'submitMessage' && request.ok) own.add(textOf(request.value.appMessage))
            return ports.client.forwarded(action, body)
          },
        },
        rules: {
          ...ports.rules,
          notify: {
            ...ports.rules.notify,
            taken: (read) => take(ports.rules.notify.taken(read), ({ message }) => own.has(textOf(message))),
          },
        },
      }
    },
  })
}
