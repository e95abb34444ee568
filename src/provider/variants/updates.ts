/** What a hub may make of an update where the drafts leave it open (5.3). */
import type { Reply } from '../../transport/listener.js'
import type { Ports } from '../ports.js'
import type { HubRules } from '../rules/hub.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (hub: HubRules) => Partial<HubRules>): Ports {
  const { hub } = ports.rules
  return { ...ports, rules: { ...ports.rules, hub: { ...hub, ...rules(hub) } } }
}

export default [
  variant({
    id: 'updates.answered-again',
    summary: 'answers an update that comes a second time as it did the first time',
    allowedBy: '5.3 says nothing of repetitions (MIMI-UPD-028)',
    apply(ports) {
      const answered = new Map<string, Reply>()
      return {
        ...ports,
        front: {
          ...ports.front,
          async answer(request, serve) {
            if (!request.path.includes('/update/')) return ports.front.answer(request, serve)
            const name = `${request.path} ${Buffer.from(request.body).toString('base64')}`
            const reply = answered.get(name) ?? (await ports.front.answer(request, serve))
            if ('status' in reply && reply.status === 200 && reply.body?.[0] === 0) answered.set(name, reply)
            return reply
          },
        },
      }
    },
  }),
  variant({
    id: 'updates.refused-409',
    summary: 'answers updates that it turns down with 409, and the structure in the body',
    allowedBy: '5.3 has no status for them but in figures; a warning (MIMI-UPD-002)',
    warned: ['update.description'],
    apply: (ports) => ({
      ...ports,
      encoder: {
        ...ports.encoder,
        answered(action, body) {
          const reply = ports.encoder.answered(action, body)
          return action === 'update' && body[0] !== 0 && 'status' in reply ? { ...reply, status: 409 } : reply
        },
      },
    }),
  }),
  variant({
    id: 'updates.ahead-not-allowed',
    summary: 'answers handshakes of epochs to come with notAllowed',
    allowedBy: '5.4 does so for messages; a warning (MIMI-UPD-004)',
    warned: ['update.future-epoch'],
    apply: (ports) => withRules(ports, () => ({ inEpoch: (epoch, current) => epoch >= current })),
  }),
  variant({
    id: 'updates.one-by-one',
    summary: 'keeps the valid proposals of a list in which others are not',
    allowedBy: '5.3 does not say that a list is taken or refused as a whole; a warning (MIMI-UPD-018)',
    warned: ['update.several-proposals.atomic'],
    apply: (ports) => withRules(ports, () => ({ kept: (valid) => valid })),
  }),
]
