/** How rules say no: one sentence, and the section that asks for it. */
import type { Draft } from '../../../drafts/ids.js'
import type { Act } from './acts.js'
import type { Situation } from './situation.js'
import type { Objection } from './types.js'

/** One rule of the policy: what it objects to, or null. */
export type Rule = (situation: Situation) => Objection | null

/** Where a rule stands: in 06 in room-policy-03 or in the protocol, in the older drafts in their own text. */
export type Cited = { readonly older: string } & ({ readonly policy: string } | { readonly protocol: string })

const documents: Readonly<Record<Draft, (cited: Cited) => string>> = {
  '01': ({ older }) => older,
  '02ed': ({ older }) => older,
  '06': (cited) => ('policy' in cited ? `room-policy-03, ${cited.policy}` : cited.protocol),
}

type Section = string | Cited

function sectionOf({ input }: Situation, section: Section): string {
  return typeof section === 'string' ? section : documents[input.draft](section)
}

/** @param section of the protocol in all drafts, or one for each document */
export function notAllowed(situation: Situation, why: string, section: Section): Objection {
  return { ok: false, code: 'notAllowed', why, section: sectionOf(situation, section) }
}

export function invalidProposal(
  situation: Situation,
  why: string,
  section: Section,
  blamed: readonly Act[],
): Objection {
  const refs = [...new Set(blamed.flatMap(({ change }) => change.ref ?? []))]
  return { ok: false, code: 'invalidProposal', why, section: sectionOf(situation, section), refs }
}

/** The first objection against any of these. */
export function firstOf<T>(items: readonly T[], object: (item: T) => Objection | null): Objection | null {
  for (const item of items) {
    const objection = object(item)
    if (objection) return objection
  }
  return null
}
