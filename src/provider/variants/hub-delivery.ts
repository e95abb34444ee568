/** How a hub hands its events on (5.5): in which requests, when, and again when. */
import type { Ports } from '../ports.js'
import type { DeliveryRules } from '../rules/delivery.js'
import type { PendingEvent } from '../store/pending-fanout.js'
import { variant } from './variant.js'

function withDelivery(ports: Ports, rules: Partial<DeliveryRules>): Ports {
  return { ...ports, rules: { ...ports.rules, delivery: { ...ports.rules.delivery, ...rules } } }
}

/** Each request takes along all that waits for the same provider and room; what is under way is not touched any more. */
function batching(ports: Ports): Ports {
  const { fanout } = ports.store
  const find = (id: number): PendingEvent | undefined => {
    const first = fanout.find(id)
    if (!first) return undefined
    const along = [...fanout.all()].filter(
      (each) => each.id > id && each.domain === first.domain && each.room === first.room,
    )
    for (const each of along) fanout.done(each.id)
    return { ...first, event: Buffer.concat([first.event, ...along.map(({ event }) => event)]) }
  }
  return { ...ports, store: { ...ports.store, fanout: { ...fanout, find } } }
}

export default [
  variant({
    id: 'hub.batches',
    summary: 'puts the events of a room that wait for a provider into one request',
    allowedBy: '5.5: several FanoutMessages of the same room may be concatenated',
    apply: batching,
  }),
  variant({
    id: 'hub.one-by-one',
    summary: 'has one request to each provider under way at a time, whichever room it is for, and batches the rest',
    allowedBy: '5.5: whether to wait for an answer is left to the hub (MIMI-NTF-026)',
    apply: (ports) => batching(withDelivery(ports, { lane: (domain) => domain })),
  }),
  variant({
    id: 'hub.retries-late',
    summary: 'waits a second before each further try',
    allowedBy: '5.5 names no schedule; timing.retryMs bounds it (MIMI-NTF-023)',
    apply: (ports) => withDelivery(ports, { waitMs: () => 1_000 }),
  }),
  variant({
    id: 'hub.beside-each-other',
    summary: 'waits for no answer before it sends the next event, so that the network may change their order',
    allowedBy: '5.5: the hub need not wait for a response (MIMI-NTF-003, 026, 030)',
    warned: ['notify.fanout.order', 'notify.fanout.slow', 'notify.fanout.epochs'],
    apply(ports) {
      let count = 0
      return withDelivery(ports, { lane: (domain, room) => `${domain} ${room} ${++count}` })
    },
  }),
  variant({
    id: 'hub.any-success-taken',
    summary: 'takes every 2xx of a follower for an acceptance',
    allowedBy: '5.5 has figures with 200 OK beside the 201 of its text (MIMI-NTF-023)',
    apply: (ports) => withDelivery(ports, { taken: (status) => status >= 200 && status < 300 }),
  }),
  variant({
    id: 'hub.removed-untold',
    summary: 'does not send the removed the commit that removes them',
    allowedBy: '5.5: they should get it, with exceptions (MIMI-NTF-015)',
    warned: ['notify.fanout.removed'],
    apply(ports) {
      const { hub } = ports.rules
      let gone = new Set<number>()
      const stage: typeof hub.stage = (...given) => {
        const staged = hub.stage(...given)
        gone = new Set(staged.removed.map(({ leaf_index }) => leaf_index))
        return staged
      }
      const handshakeTo: typeof hub.handshakeTo = (clients, from) => {
        const left = clients.filter(({ leaf_index }) => !gone.has(leaf_index))
        gone = new Set()
        return hub.handshakeTo(left, from)
      }
      return { ...ports, rules: { ...ports.rules, hub: { ...hub, stage, handshakeTo } } }
    },
  }),
]
