import { type Fault, fault } from '../../fault.js'
import type { DeliveryRules } from '../../rules/delivery.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: DeliveryRules): Partial<DeliveryRules>
}

/** A fault in how a hub sees to it that followers get its events. */
export function following({ rules, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const right = ports.rules.delivery
      return { ...ports, rules: { ...ports.rules, delivery: { ...right, ...rules(right) } } }
    },
  })
}
