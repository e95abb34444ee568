import { type Fault, fault } from '../../fault.js'
import type { SearchRules } from '../../rules/search.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: SearchRules): Partial<SearchRules>
}

/** A fault in who is found by a query. */
export function searching({ rules, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const right = ports.rules.search
      return { ...ports, rules: { ...ports.rules, search: { ...right, ...rules(right) } } }
    },
  })
}
