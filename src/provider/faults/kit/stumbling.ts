/** What faults have in common that well-formed requests with something unusual in them bring out. */
import { tryDecode } from '../../../codec/index.js'
import type { Action } from '../../../target/driver/contract.js'
import { type Reply, textReply } from '../../../transport/listener.js'
import { type Fault, fault } from '../../fault.js'
import { fieldsOf, type Trait } from './fields.js'
import { before, requestOf } from './requested.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & {
  drafts?: Fault['drafts']
  /** The endpoint, or several that take the same. */
  action: Action
  /** The requests that it stumbles over. */
  over: Trait
  /** What is answered to them; 500 unless given. */
  reply?: Reply
}

export const crash: Reply = textReply(500, 'internal error')
export const cut: Reply = { cut: true }
export const hang: Reply = { hang: true }

export function stumbling({ action, over, reply = crash, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    foundBy: 'endpoint',
    apply: (ports) =>
      before(ports, action, (request, serve) => {
        const codec = requestOf(action, ports.draft)
        if (!codec || !tryDecode(codec, request.body).ok) return serve(request)
        return over(fieldsOf(codec, request.body)) ? reply : serve(request)
      }),
  })
}
