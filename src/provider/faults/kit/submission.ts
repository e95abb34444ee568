import { type Fault, fault } from '../../fault.js'
import type { SubmissionRules } from '../../rules/submission.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  drafts?: Fault['drafts']
  /** The rules that differ from the right ones. */
  rules(right: SubmissionRules): Partial<SubmissionRules>
}

/** A fault in which application messages a hub accepts. */
export function submission({ rules, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const right = ports.rules.submission
      return { ...ports, rules: { ...ports.rules, submission: { ...right, ...rules(right) } } }
    },
  })
}
