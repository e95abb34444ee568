import type { Action } from '../../../target/driver/contract.js'
import type { Reply } from '../../../transport/listener.js'
import { type Fault, fault } from '../../fault.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  action: Action
  /** How a request is answered, given the body of the right answer; `otherwise` answers with a body as it should be. */
  answer(body: Uint8Array, otherwise: (body: Uint8Array) => Reply): Reply
}

/** A fault in how one endpoint's requests are answered. */
export function answering({ action: wrong, answer, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { answered } = ports.encoder
      return {
        ...ports,
        encoder: {
          ...ports.encoder,
          answered: (action, body) =>
            action === wrong ? answer(body, (right) => answered(action, right)) : answered(action, body),
        },
      }
    },
  })
}
