import type { Codec, Infer } from '../../../codec/index.js'
import { decode, encode } from '../../../codec/index.js'
import { ConsentEntry } from '../../../wire/consent.js'
import { type Fault, fault } from '../../fault.js'
import type { Ports } from '../../ports.js'

type Sent = Infer<(typeof ConsentEntry)['01']>

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** The entry that is sent in place of the one that a client handed in. */
  send(entry: Sent, ports: Ports): Sent
}

/** A fault in the consent entries that are sent for a local user. */
export function forwarded({ send, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const codec: Codec<Sent> = ConsentEntry[ports.draft]
      return {
        ...ports,
        client: {
          ...ports.client,
          forwarded: (action, body) =>
            action === 'requestConsent' || action === 'updateConsent'
              ? encode(codec, send(decode(codec, body), ports))
              : ports.client.forwarded(action, body),
        },
      }
    },
  })
}
