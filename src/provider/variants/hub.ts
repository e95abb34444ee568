/** Decisions of a hub that the drafts leave to it (5.3, 5.5). */
import { byDraft } from '../../drafts/by-draft.js'
import type { Ports } from '../ports.js'
import type { HubRules } from '../rules/hub.js'
import { authorityOf } from '../uri.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: (hub: HubRules) => Partial<HubRules>): Ports {
  const { hub } = ports.rules
  return { ...ports, rules: { ...ports.rules, hub: { ...hub, ...rules(hub) } } }
}

const elsewhere = (from: string) => (user: string) => authorityOf(user) !== from

export default [
  variant({
    id: 'hub.no-echo',
    summary: 'sends nothing back to the provider that handed it in',
    allowedBy: "5.5: the hub is not expected to forward a client's own message to its provider (MIMI-NTF-013)",
    apply: (ports) =>
      withRules(ports, (hub) => ({
        handshakeTo: (clients, from) => hub.handshakeTo(clients, from).filter(elsewhere(from)),
        applicationTo: (clients, mayReceive, from) =>
          hub.applicationTo(clients, mayReceive, from).filter(elsewhere(from)),
      })),
  }),
  variant({
    id: 'hub.omitted-is-invalid',
    summary: 'answers a commit that leaves out accepted proposals with invalidProposal',
    allowedBy: '7.3 gives no code for it (MIMI-UPD-024)',
    apply: (ports) =>
      withRules(ports, (hub) => ({
        told(outcome) {
          const omits = outcome.code === 'notAllowed' && outcome.why.includes('leaves out')
          return hub.told(omits ? { code: 'invalidProposal', why: outcome.why, refs: [] } : outcome)
        },
      })),
  }),
  variant({
    id: 'hub.renewed-separately',
    summary: 'sends its renewed proposals after an external commit, not with it',
    allowedBy: '5.5: the hub can staple them to the commit (MIMI-NTF-012)',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, (hub) => {
        const alone = hub.commitEvents['01']
        return { commitEvents: byDraft({ '01': alone, '02ed': alone, '06': alone }) }
      }),
  }),
  variant({
    id: 'hub.times-differ',
    summary: 'accepts no two events of a room at the same millisecond',
    allowedBy: '5.3 and 5.4 give no more than the unit of the times',
    apply: (ports) => withRules(ports, () => ({ timestamp: (now, last) => Math.max(now, last + 1) })),
  }),
]
