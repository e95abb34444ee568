import { type Draft, drafts } from '../drafts/ids.js'
import type { Ports } from './ports.js'

/** A named deviation from the drafts that the reference provider can be started with. */
export interface Fault {
  /** Words, stable: `key-material.reused`. */
  readonly id: string
  /** One sentence: what the provider does wrong. */
  readonly summary: string
  /** The requirements it breaks. */
  readonly breaks: readonly string[]
  /** The drafts it exists in; all unless given. */
  readonly drafts: readonly Draft[]
  /** Replaces functions of the ports; called again whenever the provider forgets everything or starts again. */
  readonly apply: (ports: Ports) => Ports
}

export function fault(definition: Omit<Fault, 'drafts'> & { drafts?: readonly Draft[] }): Fault {
  return { drafts, ...definition }
}
