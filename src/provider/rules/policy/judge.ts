/** An update, judged by every rule in turn (5.3; 06: 7.5, room-policy-03). */
import type { Act } from './acts.js'
import { actsOf } from './acts.js'
import type { Rule } from './objections.js'
import * as adding from './rules/adding.js'
import * as components from './rules/components.js'
import * as limits from './rules/limits.js'
import * as list from './rules/list.js'
import * as metadata from './rules/metadata.js'
import * as mls from './rules/mls.js'
import * as policies from './rules/policies.js'
import * as removing from './rules/removing.js'
import * as roles from './rules/roles.js'
import * as standing from './rules/standing.js'
import * as step from './rules/step.js'
import { policyState, situationOf } from './situation.js'
import type { Change, Objection, PolicyInput, Verdict } from './types.js'

/** Every decision by its name; a fault replaces one of them. What is in vain by itself is told before rights and limits. */
export const policyRules = {
  ...standing,
  ...list,
  ...mls,
  ...adding,
  ...removing,
  ...roles,
  ...components,
  ...metadata,
  ...policies,
  ...step,
  ...limits,
} satisfies Record<string, Rule>

export type PolicyRules = { readonly [name in keyof typeof policyRules]: Rule }

/** The first objection, or none. Pure: the same input gives the same verdict. */
export function judge(input: PolicyInput, judges: PolicyRules = policyRules): Verdict {
  const read = readActs(input)
  if ('code' in read) return read
  const situation = situationOf(input, policyState(input, input.room.extensions), read.acts)
  for (const rule of Object.values(judges)) {
    const objection = rule(situation)
    if (objection) return objection
  }
  return { ok: true }
}

function readActs(input: PolicyInput): { readonly acts: readonly Act[] } | Objection {
  const { roles } = policyState(input, input.room.extensions)
  const acts: Act[] = []
  for (const change of input.changes) {
    try {
      acts.push(...actsOf(input, roles, change))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return unreadable(error.message, change)
    }
  }
  return { acts }
}

function unreadable(why: string, { ref }: Change): Objection {
  return { ok: false, code: 'invalidProposal', why, section: '5.3', refs: ref ? [ref] : [] }
}
