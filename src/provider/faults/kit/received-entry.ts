import { type Fault, fault } from '../../fault.js'
import type { Entry } from '../../rules/consent.js'
import type { Consent } from '../../store/consent.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** What becomes of a consent entry from a peer; `otherwise` does what is right. */
  receive(consent: Consent, entry: Entry, otherwise: () => void): void
}

/** A fault in what a consent entry from a peer does. */
export function received({ receive, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => {
      const { consent } = ports.rules
      const faulty = (store: Consent, entry: Entry) => receive(store, entry, () => consent.received(store, entry))
      return { ...ports, rules: { ...ports.rules, consent: { ...consent, received: faulty } } }
    },
  })
}
