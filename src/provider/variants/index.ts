/** Every way in which a provider may be correct and yet other than the reference provider. */
import type { Ports } from '../ports.js'
import connection from './connection.js'
import consent from './consent.js'
import directory from './directory.js'
import keyMaterial from './key-material.js'
import refusals, { gateRefusals, malformedRefusals } from './refusals.js'
import rooms from './rooms.js'
import search from './search.js'
import type { Variant } from './variant.js'

/** Those of one family exclude each other; those of different ones go together. */
export const families: readonly (readonly Variant[])[] = [
  refusals,
  malformedRefusals,
  gateRefusals,
  connection,
  consent,
  directory,
  keyMaterial,
  rooms,
  search,
]

export const variants: readonly Variant[] = families.flat()

/** A provider that has all of these. */
export function together(some: readonly Variant[]): Pick<Variant, 'apply'> {
  return { apply: (ports: Ports) => some.reduce((changed, each) => each.apply(changed), ports) }
}
