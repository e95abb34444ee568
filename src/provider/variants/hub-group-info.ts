/** How a hub serves its groups to those who join by themselves (5.6), and whether it franks (5.4.1). */
import type { Ports } from '../ports.js'
import type { GroupInfoRules } from '../rules/group-info.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: Partial<GroupInfoRules>): Ports {
  return { ...ports, rules: { ...ports.rules, groupInfo: { ...ports.rules.groupInfo, ...rules } } }
}

export default [
  variant({
    id: 'group-info.tree-elsewhere',
    summary: 'refers to the ratchet tree as kept by the delivery service, instead of sending it',
    allowedBy: '5.6 takes any RatchetTreeOption, and says none has to be supported (MIMI-GRP-010)',
    drafts: ['06'],
    apply: (ports) => withRules(ports, { tree: () => ({ representation: 'distributionService' }) }),
  }),
  variant({
    id: 'group-info.pending-reversed',
    summary: 'lists the pending proposals from the last one back',
    allowedBy: '5.6: a list, in no order',
    drafts: ['06'],
    apply: (ports) => withRules(ports, { listed: (pending) => pending.toReversed() }),
  }),
  variant({
    id: 'group-info.text-codes',
    summary: 'makes joining codes that people can read, as long as a sentence',
    allowedBy: '5.6: the code is opaque (MIMI-GRP-005)',
    apply: (ports) => {
      const { codes } = ports.rules
      let count = 0
      const fresh = () => new TextEncoder().encode(`join-${++count}-${'please-let-me-in-'.repeat(20)}`)
      return { ...ports, rules: { ...ports.rules, codes: { ...codes, fresh } } }
    },
  }),
  variant({
    id: 'hub.no-franking',
    summary: 'franks nothing, and is no franking agent of its rooms',
    allowedBy: '5.4.1.2: the hub can frank where the group has a franking agent (MIMI-FRK-005, 007)',
    drafts: ['06'],
    apply: (ports) => {
      const { hub } = ports.rules
      const components = { ...hub.components, '06': () => [] }
      return { ...ports, rules: { ...ports.rules, hub: { ...hub, components } } }
    },
  }),
]
