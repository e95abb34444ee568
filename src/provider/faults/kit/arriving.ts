/** What faults of how a request is taken in have in common. */
import type { InboundRequest, Reply } from '../../../transport/listener.js'
import { type Fault, fault } from '../../fault.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & {
  drafts?: Fault['drafts']
  /** Does with a request what the fault has it do, before or in place of serving it. */
  arrive: (
    request: InboundRequest,
    serve: (request: InboundRequest) => Reply | Promise<Reply>,
  ) => Reply | Promise<Reply>
}

export function arriving({ arrive, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => ({
      ...ports,
      front: {
        ...ports.front,
        answer: (request, serve) => ports.front.answer(request, (each) => arrive(each, serve)),
      },
    }),
  })
}
