import type { AbuseRules } from '../../rules/abuse.js'
import { type Fault, fault } from '../../fault.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: AbuseRules): Partial<AbuseRules>
}

/** A fault in which reports a hub takes; 01 has none. */
export function reported({ rules, ...definition }: Definition): Fault {
  return fault({
    drafts: ['02ed', '06'],
    ...definition,
    apply: (ports) => {
      const right = ports.rules.abuse
      return { ...ports, rules: { ...ports.rules, abuse: { ...right, ...rules(right) } } }
    },
  })
}
