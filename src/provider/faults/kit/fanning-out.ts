import type { Draft } from '../../../drafts/ids.js'
import type { ValueIn } from '../../../wire/by-draft.js'
import { FanoutMessage } from '../../../wire/notify.js'
import { type Fault, fault } from '../../fault.js'

/** An event as it is about to be written. */
export type Outgoing = ValueIn<typeof FanoutMessage>

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The event that is written in place of the right one. */
  value?(event: Outgoing): object
  /** What becomes of an event's octets. */
  bytes?(written: Uint8Array, event: Outgoing, draft: Draft): Uint8Array
}

/** A fault in how a hub writes the events that it sends to followers. */
export function fanningOut({
  value = (event) => event,
  bytes = (written) => written,
  ...definition
}: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { draft, encoder } = ports
      const write: typeof encoder.write = (codec, given) => {
        if (!isEvent(codec === FanoutMessage[draft], given)) return encoder.write(codec, given)
        return bytes(encoder.write<unknown>(FanoutMessage[draft], value(given)), given, draft)
      }
      return { ...ports, encoder: { ...encoder, write } }
    },
  })
}

function isEvent(written: boolean, _value: unknown): _value is Outgoing {
  return written
}
