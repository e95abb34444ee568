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
  /** What finds it: a check, or, for what only unusual input brings out, a campaign of that kind; a check unless given. */
  readonly foundBy: 'check' | 'endpoint' | 'model'
  /** Replaces functions of the ports; called again whenever the provider forgets everything or starts again. */
  readonly apply: (ports: Ports) => Ports
}

type Definition = Omit<Fault, 'drafts' | 'foundBy'> & Partial<Pick<Fault, 'drafts' | 'foundBy'>>

export function fault(definition: Definition): Fault {
  return { drafts, foundBy: 'check', ...definition }
}
