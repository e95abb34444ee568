import { setTimeout as sleep } from 'node:timers/promises'
import type { Action } from '../../../target/driver/contract.js'
import type { Reply } from '../../../transport/listener.js'
import { type Fault, fault } from '../../fault.js'
import { before } from './requested.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks' | 'foundBy'> & {
  drafts?: Fault['drafts']
  action: Action
}

/** How long a request takes, in ms, so that others can come meanwhile. */
const workMs = 5

/** A fault that a request which comes while another one to the same URL is under way is given that one's answer. */
export function coalescing({ action, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply(ports) {
      const underWay = new Map<string, Promise<Reply>>()
      return before(ports, action, (request, serve) => {
        const { path } = request
        const first = underWay.get(path)
        if (first) return first
        const answered = sleep(workMs)
          .then(() => serve(request))
          .finally(() => underWay.delete(path))
        underWay.set(path, answered)
        return answered
      })
    },
  })
}
