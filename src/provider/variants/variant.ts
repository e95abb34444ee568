import { type Draft, drafts } from '../../drafts/ids.js'
import type { Ports } from '../ports.js'

/** A named choice that the drafts leave to a provider, other than the reference provider's: no check may hold it against it. */
export interface Variant {
  /** Words, stable: `consent.unknown-hidden`. */
  readonly id: string
  /** One sentence: what this provider does otherwise. */
  readonly summary: string
  /** The section or reading that leaves the choice, and what it says. */
  readonly allowedBy: string
  readonly drafts: readonly Draft[]
  /** Checks that warn of it because the catalogue says that this choice is a warning. */
  readonly warned: readonly string[]
  /** Replaces functions of the ports, as a fault does. */
  readonly apply: (ports: Ports) => Ports
}

export function variant(
  definition: Omit<Variant, 'drafts' | 'warned'> & Partial<Pick<Variant, 'drafts' | 'warned'>>,
): Variant {
  return { drafts, warned: [], ...definition }
}
