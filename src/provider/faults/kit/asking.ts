/** What faults of the provider as a client have in common. */
import { type Fault, fault } from '../../fault.js'
import type { ClientBehaviour } from '../../rules/client.js'

type Definition = Pick<Fault, 'id' | 'summary' | 'breaks'> & {
  drafts?: Fault['drafts']
  /** The functions that are replaced, made from the right ones. */
  ask: (client: ClientBehaviour) => Partial<ClientBehaviour>
}

export function asking({ ask, ...definition }: Definition): Fault {
  return fault({
    ...definition,
    apply: (ports) => ({ ...ports, client: { ...ports.client, ...ask(ports.client) } }),
  })
}
