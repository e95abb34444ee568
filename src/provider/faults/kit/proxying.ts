import { type Fault, fault } from '../../fault.js'
import type { ProxyRules } from '../../rules/proxy.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** The rule that differs from the right one. */
  rules(right: ProxyRules): Partial<ProxyRules>
}

/** A fault in what the asset proxy reaches, tells or passes on. */
export function proxying({ rules, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    drafts: ['06'],
    apply: (ports) => {
      const right = ports.rules.proxy
      return { ...ports, rules: { ...ports.rules, proxy: { ...right, ...rules(right) } } }
    },
  })
}
