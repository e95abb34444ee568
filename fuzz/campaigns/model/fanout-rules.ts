/** What followers and the hub's own users must have got of a room in the end, and in which order. Pure. */
import type { Breach } from './claim.js'

/** A handshake or message that was sent to the hub; times are ticks of one counter. */
export interface SentEvent {
  /** Its MLSMessage, in hex. */
  readonly id: string
  /** `the commit of amy (step 3)`. */
  readonly what: string
  readonly kind: 'commit' | 'message' | 'proposal'
  /** The view of those who handed it in: they may get it back or not (MIMI-NTF-013). */
  readonly from: string
  /** Whether it was answered like one that was taken, the first time that this was so. */
  readonly accepted: boolean
  readonly start: number
  readonly end: number
}

/** One event as it arrived. */
export interface Arrival {
  readonly id: string
  /** Events of different connections may have overtaken each other. */
  readonly connection: string
  /** What it came in: a hub that is not sure of an answer repeats a request byte for byte. */
  readonly request: string
  /** The hub's acceptance time, ms. */
  readonly timestamp: bigint
}

/** Someone who gets events of the room: a provider, or a device of the hub's own. */
export interface View {
  /** `c`, `the inbox of eva`. */
  readonly name: string
  /** A device at the hub itself: the requirements are others. */
  readonly local: boolean
  /** When the only member there came in; null for members from the start. `never` for one who is still outside. */
  readonly joined: Span | null | 'never'
  /** When the first sign was taken that the only member there is to go: what becomes of events until then is certain. */
  readonly leaving: Span | null
  /** When the only member there was removed. */
  readonly left: Span | null
  /** In the order of their arrival. */
  readonly arrivals: readonly Arrival[]
}

export interface Span {
  readonly start: number
  readonly end: number
}

/** Whether an event has to reach a view: everyone there was surely in the room when it was taken. */
export function isDue(event: SentEvent, { name, joined, leaving }: View): boolean {
  if (!event.accepted || event.from === name || joined === 'never') return false
  return (joined === null || joined.end < event.start) && (leaving === null || event.end < leaving.start)
}

/** The first promise of distribution that was not kept; null where all were. */
export function distributionBreach(events: readonly SentEvent[], views: readonly View[]): FanoutBreach | null {
  for (const view of views) {
    const found =
      lost(events, view) ?? stray(events, view) ?? repeated(events, view) ?? backwards(view) ?? outOfOrder(events, view)
    if (found) return found
  }
  return disagreement(events, views)
}

/** With what was seen in its place. */
export interface FanoutBreach extends Breach {
  readonly actual: string
}

function lost(events: readonly SentEvent[], view: View): FanoutBreach | null {
  const missing = events.find((event) => isDue(event, view) && !view.arrivals.some(({ id }) => id === event.id))
  if (!missing) return null
  return {
    rule: view.local ? 'inbox.event-lost' : 'fanout.event-lost',
    requirement: view.local ? 'MIMI-NTF-028' : 'MIMI-NTF-001',
    expected: `${missing.what} at ${view.name}`,
    actual: `${missing.what} never came to ${view.name}; ${view.arrivals.length} other events did`,
  }
}

/** What was refused goes nowhere, and messages go to nobody who is surely outside. */
function stray(events: readonly SentEvent[], view: View): FanoutBreach | null {
  for (const event of events) {
    if (!view.arrivals.some(({ id }) => id === event.id)) continue
    const actual = `${event.what} arrived at ${view.name}`
    if (!event.accepted)
      return {
        rule: 'fanout.of-the-refused',
        requirement: event.kind === 'message' ? 'MIMI-SUB-011' : 'MIMI-UPD-025',
        expected: `nothing of ${event.what} anywhere, since it was refused`,
        actual,
      }
    if (event.kind !== 'message' || event.from === view.name) continue
    if (view.left && view.left.end < event.start)
      return {
        rule: 'fanout.to-the-removed',
        requirement: 'MIMI-UPD-012',
        expected: `no messages at ${view.name} from when its only participant was removed`,
        actual,
      }
    const outside = view.joined === 'never' || (view.joined !== null && event.end < view.joined.start)
    if (outside)
      return {
        rule: 'fanout.to-the-uninvolved',
        requirement: 'MIMI-NTF-002',
        expected: `no messages at ${view.name} before anybody of it is in the room`,
        actual,
      }
  }
  return null
}

/** Once each, but for byte-identical requests, which a follower has to tell by itself (MIMI-NTF-020). */
function repeated(events: readonly SentEvent[], view: View): FanoutBreach | null {
  for (const { id, what } of events) {
    const requests = view.arrivals.filter((each) => each.id === id).map(({ request }) => request)
    const times = view.local ? requests.length : new Set(requests).size
    if (times > 1)
      return {
        rule: view.local ? 'inbox.event-doubled' : 'fanout.event-doubled',
        requirement: view.local ? 'MIMI-NTF-028' : 'MIMI-NTF-025',
        expected: `${what} once at ${view.name}${view.local ? '' : ', or again in the same bytes'}`,
        actual: `${what} came ${times} times to ${view.name}`,
      }
  }
  return null
}

/** Times never decrease. */
function backwards({ name, local, arrivals }: View): FanoutBreach | null {
  for (const [index, { timestamp, connection }] of arrivals.entries()) {
    const later = arrivals.slice(index + 1).find((each) => each.connection === connection && each.timestamp < timestamp)
    if (later)
      return {
        rule: 'fanout.time-goes-back',
        requirement: local ? 'MIMI-NTF-028' : 'MIMI-NTF-003',
        expected: `times that never decrease at ${name}`,
        actual: `${name} got the time ${later.timestamp} after ${timestamp}`,
      }
  }
  return null
}

/** What was answered before something else was sent was taken before it. */
function outOfOrder(events: readonly SentEvent[], view: View): FanoutBreach | null {
  for (const early of events) {
    for (const late of events) {
      if (!(early.accepted && late.accepted && early.end < late.start)) continue
      if (!precedes(view, late.id, early.id)) continue
      return {
        rule: view.local ? 'inbox.order' : 'fanout.order',
        requirement: view.local ? 'MIMI-NTF-028' : 'MIMI-NTF-003',
        expected: `${early.what} before ${late.what} at ${view.name}: the hub took them in this order`,
        actual: `${late.what} came before ${early.what} to ${view.name}`,
      }
    }
  }
  return null
}

/** Whatever the order is in which the hub took what came at the same time, everyone sees the same. */
function disagreement(events: readonly SentEvent[], views: readonly View[]): FanoutBreach | null {
  for (const [index, here] of views.entries()) {
    for (const there of views.slice(index + 1)) {
      for (const one of events) {
        for (const other of events) {
          if (!precedes(here, one.id, other.id) || !precedes(there, other.id, one.id)) continue
          return {
            rule: 'fanout.orders-differ',
            requirement: 'MIMI-NTF-003',
            expected: `one order of ${one.what} and ${other.what}, everywhere`,
            actual: `the first came first at ${here.name}, and the second at ${there.name}`,
          }
        }
      }
    }
  }
  return null
}

/** Whether one event arrived before another, and the network cannot have done that. */
function precedes({ arrivals }: View, one: string, other: string): boolean {
  const [first, second] = [one, other].map((id) => arrivals.findIndex((each) => each.id === id))
  if (first === undefined || second === undefined || first < 0 || second < 0 || first >= second) return false
  return arrivals[first]?.connection === arrivals[second]?.connection
}
