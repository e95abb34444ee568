import type { Action } from '../../../target/driver/contract.js'
import type { InboundRequest, Reply } from '../../../transport/listener.js'
import { type Fault, fault } from '../../fault.js'
import type { Ports } from '../../ports.js'
import { before } from './requested.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks' | 'foundBy'> & {
  drafts?: Fault['drafts']
  action: Action
  /** Whether a request was refused in the way that is meant. */
  refused: (reply: Extract<Reply, { status: number }>, ports: Ports) => boolean
  /** What it has done all the same. */
  does: (ports: Ports, request: InboundRequest, serve: (request: InboundRequest) => Reply | Promise<Reply>) => unknown
}

/** A refusal because a body is malformed, or because of whom and what it names. */
export function turnedDown({ status }: { status: number }): boolean {
  return status >= 400 && status < 500
}

/** A fault that something which was refused has changed something. */
export function afterEffect({ action, refused, does, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) =>
      before(ports, action, async (request, serve) => {
        const reply = await serve(request)
        if ('status' in reply && refused(reply, ports)) await does(ports, request, serve)
        return reply
      }),
  })
}
