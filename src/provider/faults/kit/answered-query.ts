import type { Reply } from '../../../transport/listener.js'
import { type Fault, fault } from '../../fault.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** How a query is answered, given the body of the right answer; `otherwise` answers with a body as it should be. */
  answer(body: Uint8Array, otherwise: (body: Uint8Array) => Reply): Reply
}

/** A fault in how queries are answered. */
export function answeredQuery({ answer, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { answered } = ports.encoder
      return {
        ...ports,
        encoder: {
          ...ports.encoder,
          answered: (action, body) =>
            action === 'identifierQuery' ? answer(body, (right) => answered(action, right)) : answered(action, body),
        },
      }
    },
  })
}
