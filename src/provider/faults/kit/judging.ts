import { type Fault, fault } from '../../fault.js'
import type { PolicyRules } from '../../rules/policy/index.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & { drafts?: Fault['drafts'] }

/** A fault in what the policy of rooms objects to. */
export function judging({
  rules,
  ...definition
}: Definition & { rules: (right: PolicyRules) => Partial<PolicyRules> }): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { policy } = ports.rules
      return { ...ports, rules: { ...ports.rules, policy: { ...policy, ...rules(policy) } } }
    },
  })
}

/** A fault that one rule is not looked at. */
export function unjudged({ rule, ...definition }: Definition & { rule: keyof PolicyRules }): Fault {
  return judging({ ...definition, rules: () => ({ [rule]: () => null }) })
}
