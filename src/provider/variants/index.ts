/** Every way in which a provider may be correct and yet other than the reference provider. */
import type { Ports } from '../ports.js'
import { clocks, framings, headings, overloads } from './connection.js'
import consent from './consent.js'
import { documents, shapes } from './directory.js'
import { infos, reports } from './group-info.js'
import hub from './hub.js'
import hubAnswers from './hub-answers.js'
import hubDelivery from './hub-delivery.js'
import hubGroupInfo from './hub-group-info.js'
import hubMls from './hub-mls.js'
import hubPolicy from './hub-policy.js'
import { material, userCodes } from './key-material.js'
import messages from './messages.js'
import naming from './naming.js'
import { answers as proxyAnswers, fetches as proxyFetches } from './proxy.js'
import refusals, { gateRefusals, malformedRefusals } from './refusals.js'
import rooms from './rooms.js'
import { findings, policies } from './search.js'
import updates from './updates.js'
import type { Variant } from './variant.js'

/** Those of one family exclude each other; those of different ones go together. */
export const families: readonly (readonly Variant[])[] = [
  refusals,
  malformedRefusals,
  gateRefusals,
  framings,
  headings,
  overloads,
  clocks,
  consent,
  shapes,
  documents,
  userCodes,
  material,
  rooms,
  hub,
  hubAnswers,
  hubDelivery,
  hubGroupInfo,
  hubMls,
  hubPolicy,
  messages,
  naming,
  infos,
  reports,
  proxyAnswers,
  proxyFetches,
  findings,
  policies,
  updates,
]

export const variants: readonly Variant[] = families.flat()

/** A provider that has all of these. */
export function together(some: readonly Variant[]): Pick<Variant, 'apply'> {
  return { apply: (ports: Ports) => some.reduce((changed, each) => each.apply(changed), ports) }
}
