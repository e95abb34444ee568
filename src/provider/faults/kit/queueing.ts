import type { Draft } from '../../../drafts/ids.js'
import { type Fault, fault } from '../../fault.js'
import type { Store } from '../../store/index.js'

type Fanout = Store['fanout']
/** An event on its way to a follower. */
export type Queued = Parameters<Fanout['add']>[0]

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** What is queued in place of an event; null for nothing. Made anew whenever the provider forgets everything. */
  queue(draft: Draft, fanout: Fanout): (event: Queued) => Queued | null
}

/** A fault in what is queued for followers. */
export function queueing({ queue, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { fanout } = ports.store
      const queued = queue(ports.draft, fanout)
      const add: Fanout['add'] = (event) => {
        const changed = queued(event)
        return changed && fanout.add(changed)
      }
      return { ...ports, store: { ...ports.store, fanout: { ...fanout, add } } }
    },
  })
}
