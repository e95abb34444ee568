import type { Codec, CodecError } from '../../../codec/index.js'
import type { Action } from '../../../target/driver/contract.js'
import { type Fault, fault } from '../../fault.js'
import { readingLeniently } from './mending.js'
import { requestOf } from './requested.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & {
  drafts?: Fault['drafts']
  action: Action
  /** A request as this provider reads it, given what a strict one finds wrong; null where it refuses as well. */
  mend: (error: CodecError, body: Uint8Array, codec: Codec<unknown>) => Uint8Array | null
}

/** A fault that one endpoint reads leniently in one place, and strictly in all others. */
export function lenientPlace({ action, mend, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    foundBy: 'endpoint',
    apply: (ports) =>
      readingLeniently(ports, (error, body, codec) =>
        Object.is(codec, requestOf(action, ports.draft)) ? mend(error, body, codec) : null,
      ),
  })
}
