import type { Draft } from '../../../drafts/ids.js'
import type { Action } from '../../../target/driver/contract.js'
import { type Fault, fault } from '../../fault.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  action: Action
  /** The response of success. @param now ms since the epoch */
  answer(draft: Draft, now: bigint): Uint8Array
}

/** A fault that requests for rooms which are not hosted here are answered as if they had been taken. */
export function pretending({ action, answer, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const path = `/v1/${action}/`
      const isUnknown = (room: string) => ports.store.hosted.find(decodeURIComponent(room)) === undefined
      return {
        ...ports,
        front: {
          ...ports.front,
          answer: (request, serve) =>
            ports.front.answer(request, (each) =>
              each.path.startsWith(path) && isUnknown(each.path.slice(path.length))
                ? ports.encoder.answered(action, answer(ports.draft, BigInt(ports.clock.now())))
                : serve(each),
            ),
        },
      }
    },
  })
}
