import type { Draft } from '../../../drafts/ids.js'
import type { Action } from '../../../target/driver/contract.js'
import { type Fault, fault } from '../../fault.js'
import type { Ports } from '../../ports.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  action: Action
  /** The rooms for which it pretends to have taken what comes. @param own the provider's domain */
  takes(room: string, own: string, ports: Ports): boolean
  /** The response of success. @param now ms since the epoch */
  answer(draft: Draft, now: bigint): Uint8Array
}

/** A fault that requests for rooms which are none of the provider's are answered as if they had been taken. */
export function pretending({ action, takes, answer, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const path = `/v1/${action}/`
      const own = `a-${ports.draft}.example`
      return {
        ...ports,
        front: {
          ...ports.front,
          answer: (request, serve) =>
            ports.front.answer(request, (each) =>
              each.path.startsWith(path) && takes(decodeURIComponent(each.path.slice(path.length)), own, ports)
                ? ports.encoder.answered(action, answer(ports.draft, BigInt(Date.now())))
                : serve(each),
            ),
        },
      }
    },
  })
}
