/** One running provider: its ports, which a fault may have changed, and what makes it forget. */
import type { Draft } from '../drafts/ids.js'
import type { Identity } from '../transport/certificates.js'
import type { Context } from './endpoints/endpoint.js'
import type { Fault } from './fault.js'
import { createOutbound, type Outbound } from './outbound.js'
import { createPorts, type Ports } from './ports.js'

export interface Instance {
  readonly draft: Draft
  readonly domain: string
  readonly outbound: Outbound
  /** The provider as an endpoint sees it now. */
  context(): Context
  /** Forgets users, key packages, consent and messages. */
  reset(): void
  close(): Promise<void>
}

export function createInstance(options: {
  draft: Draft
  domain: string
  identity: Identity
  fault: Pick<Fault, 'apply'> | undefined
}): Instance {
  const { draft, domain, identity, fault } = options
  const fresh = (): Ports => (fault ? fault.apply(createPorts(draft)) : createPorts(draft))
  let ports = fresh()
  const outbound = createOutbound(domain, identity, () => ports)
  return {
    draft,
    domain,
    outbound,
    context: () => ({ draft, domain, ports }),
    reset() {
      ports.store.inboxes.close()
      ports = fresh()
    },
    async close() {
      ports.store.inboxes.close()
      await outbound.close()
    },
  }
}
