import type { InboxEntry } from '../../target/driver/contract.js'
import type { Change, Changing } from './change.js'

export interface Inboxes extends Changing {
  deliver(device: string, entry: Omit<InboxEntry, 'cursor'>): void
  /** Puts entries back with their cursors, and counts on from the last. */
  restore(device: string, entries: readonly InboxEntry[], last: number): void
  /** What came after a cursor, in order. */
  read(device: string, after: number): InboxEntry[]
  /** Resolves when something comes for the device, or at the latest after `waitMs`. */
  wait(device: string, waitMs: number): Promise<void>
  forget(device: string): void
  /** Lets everybody who waits go. */
  close(): void
}

/** What is not fetched within these bounds is lost, the oldest first. */
const mostEntries = 2_000
const mostBytes = 8 << 20
const longestWaitMs = 60_000

interface Inbox {
  entries: InboxEntry[]
  last: number
  bytes: number
  waiting: Set<() => void>
}

export function createInboxes(): Inboxes {
  const inboxes = new Map<string, Inbox>()
  const inboxOf = (device: string): Inbox => {
    const inbox = inboxes.get(device) ?? { entries: [], last: 0, bytes: 0, waiting: new Set() }
    inboxes.set(device, inbox)
    return inbox
  }
  const wake = ({ waiting }: Inbox) => {
    waiting.forEach((go) => go())
  }
  return {
    deliver(device, entry) {
      const inbox = inboxOf(device)
      inbox.entries.push({ ...entry, cursor: ++inbox.last })
      inbox.bytes += sizeOf(entry)
      while (inbox.entries.length > mostEntries || inbox.bytes > mostBytes) {
        const lost = inbox.entries.shift()
        inbox.bytes -= lost ? sizeOf(lost) : inbox.bytes
      }
      wake(inbox)
    },
    restore(device, entries, last) {
      const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
      inboxes.set(device, { entries: [...entries], last, bytes, waiting: new Set() })
    },
    read: (device, after) => (inboxes.get(device)?.entries ?? []).filter(({ cursor }) => cursor > after),
    wait(device, waitMs) {
      const { waiting } = inboxOf(device)
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        const timer = setTimeout(go, Math.min(waitMs, longestWaitMs))
        waiting.add(go)
      })
    },
    forget(device) {
      const inbox = inboxes.get(device)
      inboxes.delete(device)
      if (inbox) wake(inbox)
    },
    close: () => [...inboxes.values()].forEach(wake),
    *changes(): Generator<Change> {
      for (const [device, { entries, last }] of inboxes) yield ['restore', device, entries, last]
    },
  }
}

function sizeOf({ room, message, ratchetTree }: Omit<InboxEntry, 'cursor'>): number {
  return room.length + message.length + (ratchetTree?.length ?? 0)
}
