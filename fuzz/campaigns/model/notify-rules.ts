/** What a follower owes its hub and its users (5.5). Pure. */
import type { FanoutBreach } from './fanout-rules.js'

/** An event that the follower has taken. */
export interface Taken {
  /** `the first event of body 2`. */
  readonly what: string
  /** Its MLSMessage, in hex. */
  readonly id: string
  /** Devices that have to get it. */
  readonly devices: readonly string[]
}

/** Each event reaches each device, once however often its body came. */
export function deliveryBreach(
  taken: readonly Taken[],
  inboxes: Readonly<Record<string, readonly string[]>>,
): FanoutBreach | null {
  for (const { what, id, devices } of taken) {
    for (const device of devices) {
      const times = (inboxes[device] ?? []).filter((each) => each === id).length
      if (times === 1) continue
      return {
        rule: times === 0 ? 'notify.undelivered' : 'notify.delivered-again',
        requirement: times === 0 ? 'MIMI-NTF-010' : 'MIMI-NTF-021',
        expected: `${what} once in the inbox of ${device}`,
        actual: `${what} is there ${times === 0 ? 'not at all' : `${times} times`}`,
      }
    }
  }
  return null
}
