/** How a hub tells what came of a request about one of its rooms (5.3, 5.4, 5.6). */
import type { Ports } from '../ports.js'
import type { HubRules } from '../rules/hub.js'
import { refuse } from '../endpoints/endpoint.js'
import { participantsOf } from '../../wire/room-state/index.js'
import { authorityOf } from '../uri.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (hub: HubRules) => Partial<HubRules>): Ports {
  const { hub } = ports.rules
  return { ...ports, rules: { ...ports.rules, hub: { ...hub, ...rules(hub) } } }
}

/** The room that a path names; null for one that names none, or badly. */
function roomIn(path: string): string | null {
  const [named] = /mimi%3A%2F%2F[^/?]+$/i.exec(path) ?? []
  try {
    return named === undefined ? null : decodeURIComponent(named)
  } catch {
    return null
  }
}

export default [
  variant({
    id: 'hub.proposals-not-allowed',
    summary: 'answers notAllowed for proposals that are not valid, too',
    allowedBy: '5.3 does not draw the line between the two (MIMI-UPD-006)',
    apply: (ports) =>
      withRules(ports, (hub) => ({
        told(outcome) {
          const told = hub.told(outcome)
          return told.code === 'invalidProposal' ? { code: 'notAllowed', why: told.why } : told
        },
      })),
  }),
  variant({
    id: 'hub.taciturn',
    summary: 'describes no error, and names no reason',
    allowedBy: '5.3: errorDescription may be empty (MIMI-UPD-007)',
    apply: (ports) => withRules(ports, (hub) => ({ told: (outcome) => ({ ...hub.told(outcome), why: '' }) })),
  }),
  variant({
    id: 'hub.unknown-room-404',
    summary: 'answers updates of unknown rooms with 404',
    allowedBy: '5.3 has no code for it (MIMI-UPD-040)',
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        rooms: { ...ports.rules.rooms, update: () => refuse(404, 'there is no such room here') },
      },
    }),
  }),
  variant({
    id: 'hub.times-in-seconds',
    summary: 'has a clock that moves once a second',
    allowedBy: '5.3 and 5.4 give the unit of the times, and no resolution',
    apply: (ports) =>
      withRules(ports, () => ({ timestamp: (now, last) => Math.max(Math.floor(now / 1000) * 1000, last) })),
  }),
  variant({
    id: 'hub.late-messages',
    summary: 'takes messages of the two epochs before the current one where the room says nothing of it',
    allowedBy: '5.4: a message may be refused for its age, and none says from when on (MIMI-SUB-009)',
    apply: (ports) => {
      const { submission } = ports.rules
      const tolerance: typeof submission.tolerance = (room) => submission.tolerance(room) || 2n
      return { ...ports, rules: { ...ports.rules, submission: { ...submission, tolerance } } }
    },
  }),
  variant({
    id: 'hub.refusals-409',
    summary: 'answers updates that it does not take with 409 and the structure that says why',
    allowedBy: '5.3: that a refusal has status 200 is in figures alone (MIMI-UPD-002)',
    warned: ['update.description'],
    apply(ports) {
      const answered: typeof ports.encoder.answered = (action, body) => {
        const reply = ports.encoder.answered(action, body)
        return action === 'update' && body[0] !== 0 && 'status' in reply ? { ...reply, status: 409 } : reply
      }
      return { ...ports, encoder: { ...ports.encoder, answered } }
    },
  }),
  variant({
    id: 'hub.strangers-404',
    summary: 'answers messages and reports of providers of which nobody is in the room with 404',
    allowedBy: '5.4, 5.9: no code is named for it (MIMI-SUB-013)',
    apply: (ports) => ({
      ...ports,
      front: {
        ...ports.front,
        answer(request, serve) {
          const room = roomIn(request.path)
          const hosted = room === null ? undefined : ports.store.hosted.find(room)
          const extensions = hosted?.groupInfo.group_context.extensions
          const users = extensions && participantsOf(ports.draft, extensions, ports.readings)
          const [from = ''] = request.from
          const stranger = users?.every(({ user }) => `mimi@${authorityOf(user)}` !== from.toLowerCase())
          return stranger && /submit|report/i.test(request.path) ? { status: 404 } : ports.front.answer(request, serve)
        },
      },
    }),
  }),
]
