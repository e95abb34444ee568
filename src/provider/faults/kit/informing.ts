import { type Fault, fault } from '../../fault.js'
import type { GroupInfoRules } from '../../rules/group-info.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: GroupInfoRules): Partial<GroupInfoRules>
}

/** A fault in who gets a room's group info, and in what it is. */
export function informing({ rules, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const right = ports.rules.groupInfo
      return { ...ports, rules: { ...ports.rules, groupInfo: { ...right, ...rules(right) } } }
    },
  })
}
