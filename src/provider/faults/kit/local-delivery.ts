import { type Fault, fault } from '../../fault.js'
import type { Inboxes } from '../../store/inboxes.js'
import { authorityOf } from '../../uri.js'

type Entry = Parameters<Inboxes['deliver']>[1]

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** Delivers an entry to a device by `next`, or keeps it with those that the device has still to get. */
  deliver(entry: Entry, held: Entry[], next: (entry: Entry) => void): void
}

/** A fault in what a hub delivers to its own users in rooms that it hosts. */
export function localDelivery({ deliver: differently, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { inboxes } = ports.store
      const held = new Map<string, Entry[]>()
      const deliver: typeof inboxes.deliver = (device, entry) => {
        if (authorityOf(entry.room) !== authorityOf(device)) return inboxes.deliver(device, entry)
        const late = held.get(device) ?? []
        held.set(device, late)
        return differently(entry, late, (each) => inboxes.deliver(device, each))
      }
      return { ...ports, store: { ...ports.store, inboxes: { ...inboxes, deliver } } }
    },
  })
}

/** It stands behind the version. */
export function wireFormatOf({ message }: Entry): number {
  return Buffer.from(message).readUInt16BE(2)
}
