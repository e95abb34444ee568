import { type Fault, fault } from '../../fault.js'
import type { Scope } from '../../store/consent.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** The scope that a grant is taken to have. */
  decide(scope: Scope): Scope
}

/** A fault in how far the grant of a local user reaches. */
export function decided({ decide: widened, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { consent } = ports.store
      const decide: typeof consent.decide = (scope, decision) =>
        consent.decide(decision === 'grant' ? widened(scope) : scope, decision)
      return { ...ports, store: { ...ports.store, consent: { ...consent, decide } } }
    },
  })
}
