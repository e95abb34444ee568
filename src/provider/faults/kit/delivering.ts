import type { InboxEntry } from '../../../target/driver/contract.js'
import { type Fault, fault } from '../../fault.js'
import type { Ports } from '../../ports.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** What a device is delivered in place of an entry. */
  deliver(entry: Omit<InboxEntry, 'cursor'>, ports: Ports): Omit<InboxEntry, 'cursor'>
}

/** A fault in what devices are delivered. */
export function delivering({ deliver, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        inboxes: {
          ...ports.store.inboxes,
          deliver: (device, entry) => ports.store.inboxes.deliver(device, deliver(entry, ports)),
        },
      },
    }),
  })
}
