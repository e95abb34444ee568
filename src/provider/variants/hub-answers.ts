/** How a hub tells what came of a request about one of its rooms (5.3, 5.4, 5.6). */
import type { Ports } from '../ports.js'
import type { HubRules } from '../rules/hub.js'
import { refuse } from '../endpoints/endpoint.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (hub: HubRules) => Partial<HubRules>): Ports {
  const { hub } = ports.rules
  return { ...ports, rules: { ...ports.rules, hub: { ...hub, ...rules(hub) } } }
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
]
