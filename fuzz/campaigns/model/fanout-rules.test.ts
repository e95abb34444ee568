import { describe, expect, it } from 'vitest'
import { type Arrival, distributionBreach, type SentEvent, type View } from './fanout-rules.js'
import { deliveryBreach } from './notify-rules.js'

const event = (id: string, start: number, more: Partial<SentEvent> = {}): SentEvent => {
  return { id, what: id, kind: 'message', from: 'b', accepted: true, start, end: start + 1, ...more }
}
const arrival = (id: string, timestamp: number, more: Partial<Arrival> = {}): Arrival => {
  return { id, connection: '1', request: id, timestamp: BigInt(timestamp), ...more }
}
const view = (arrivals: readonly Arrival[], more: Partial<View> = {}): View => {
  return { name: 'c', local: false, joined: null, leaving: null, left: null, arrivals, ...more }
}
const [one, two] = [event('one', 0), event('two', 2)]
const rule = (events: readonly SentEvent[], ...views: readonly View[]) => distributionBreach(events, views)?.rule

describe('what is distributed', () => {
  it('is right when everything comes once, in order', () => {
    expect(rule([one, two], view([arrival('one', 1), arrival('two', 1)]))).toBeUndefined()
  })

  it('is wrong when an event is missing, unless it came from there', () => {
    expect(rule([one, two], view([arrival('one', 1)]))).toBe('fanout.event-lost')
    expect(rule([one, two], view([], { local: true }))).toBe('inbox.event-lost')
    expect(rule([one], view([], { name: 'b' }))).toBeUndefined()
  })

  it('is wrong in another order, unless connections differ', () => {
    expect(rule([one, two], view([arrival('two', 1), arrival('one', 1)]))).toBe('fanout.order')
    expect(rule([one, two], view([arrival('two', 1, { connection: '2' }), arrival('one', 1)]))).toBeUndefined()
    expect(rule([one, two], view([arrival('one', 2), arrival('two', 1)]))).toBe('fanout.time-goes-back')
  })

  it('leaves the order of what overlaps to the hub, but it is one order', () => {
    const overlapping = [event('one', 0, { end: 5 }), event('two', 2)]
    const [here, there] = [
      view([arrival('two', 1), arrival('one', 1)]),
      view([arrival('one', 1), arrival('two', 1)], { name: 'd' }),
    ]
    expect(rule(overlapping, here)).toBeUndefined()
    expect(rule(overlapping, here, there)).toBe('fanout.orders-differ')
  })

  it('may come again in the same bytes only', () => {
    expect(rule([one], view([arrival('one', 1), arrival('one', 1)]))).toBeUndefined()
    expect(rule([one], view([arrival('one', 1), arrival('one', 1, { request: 'other' })]))).toBe('fanout.event-doubled')
  })

  it('does not reach the refused, the removed and the uninvolved', () => {
    const there = view([arrival('two', 1)])
    expect(rule([event('two', 2, { accepted: false })], there)).toBe('fanout.of-the-refused')
    expect(rule([two], { ...there, left: { start: 0, end: 1 } })).toBe('fanout.to-the-removed')
    expect(rule([two], { ...there, left: { start: 0, end: 9 } })).toBeUndefined()
    expect(rule([two], { ...there, joined: 'never' })).toBe('fanout.to-the-uninvolved')
    expect(rule([two], { ...view([]), joined: { start: 0, end: 9 } })).toBeUndefined()
  })
})

describe('what a follower delivers', () => {
  it('is each event once to each device', () => {
    const taken = [{ what: 'the event', id: 'e', devices: ['dot/1', 'dot/2'] }]
    const ruleOf = (inboxes: Record<string, string[]>) => deliveryBreach(taken, inboxes)?.rule
    expect(ruleOf({ 'dot/1': ['e'], 'dot/2': ['x', 'e'] })).toBeUndefined()
    expect(ruleOf({ 'dot/1': ['e'], 'dot/2': ['e', 'e'] })).toBe('notify.delivered-again')
    expect(ruleOf({ 'dot/1': ['e'], 'dot/2': [] })).toBe('notify.undelivered')
  })
})
