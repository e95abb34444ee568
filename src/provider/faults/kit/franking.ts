import { type Fault, fault } from '../../fault.js'
import type { FrankingRules } from '../../rules/franking.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: FrankingRules): Partial<FrankingRules>
}

/** A fault in how a hub franks messages, which it does from 02ed on. */
export function franking({ rules, ...definition }: Definition): Fault {
  return fault({
    drafts: ['02ed', '06'],
    ...definition,
    apply: (ports) => {
      const right = ports.rules.franking
      return { ...ports, rules: { ...ports.rules, franking: { ...right, ...rules(right) } } }
    },
  })
}
