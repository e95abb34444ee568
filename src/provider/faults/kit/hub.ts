import { type Fault, fault } from '../../fault.js'
import type { HubRules } from '../../rules/hub.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: HubRules): Partial<HubRules>
}

/** A fault in what a hub decides about its rooms. */
export function hub({ rules, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const right = ports.rules.hub
      return { ...ports, rules: { ...ports.rules, hub: { ...right, ...rules(right) } } }
    },
  })
}
