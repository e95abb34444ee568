/** Updates that are evaluated and refused (5.3). */
import { PublicGroupError, type PublicGroupFault } from '../../mls/public-group.js'
import type { Verdict } from '../rules/policy/index.js'
import type { Negative } from './types.js'

/** Ends the evaluation of an update: nothing has changed. */
export class Declined extends Error {
  override readonly name = 'Declined'
  constructor(readonly outcome: Negative) {
    super(outcome.why)
  }
}

export function notAllowed(why: string): never {
  throw new Declined({ code: 'notAllowed', why })
}

export function invalidProposal(why: string, refs: readonly Uint8Array[] = []): never {
  throw new Declined({ code: 'invalidProposal', why, refs })
}

const blamesProposals: ReadonlySet<PublicGroupFault> = new Set(['proposal', 'proposal-list', 'reference', 'extensions'])

/** What the group finds wrong, as an answer. @param refs of the proposals to blame where the group names none */
export function declining<T>(work: () => T, refs: readonly Uint8Array[] = []): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof PublicGroupError)) throw error
    if (!blamesProposals.has(error.code)) return notAllowed(error.message)
    return invalidProposal(error.message, error.refs.length > 0 ? error.refs : refs)
  }
}

/** What the policy objects to, as an answer. */
export function obeying(verdict: Verdict): void {
  if (verdict.ok) return
  const why = `${verdict.why} (${verdict.section})`
  if (verdict.code === 'notAllowed') notAllowed(why)
  invalidProposal(why, verdict.refs)
}
