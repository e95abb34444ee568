/** One provider: its ports, which a fault may have changed, what it remembers, and how it forgets and starts again. */
import type { Draft } from '../drafts/ids.js'
import type { Readings } from '../drafts/readings.js'
import type { Identity } from '../transport/certificates.js'
import type { Context } from './endpoints/endpoint.js'
import type { Fault } from './fault.js'
import { createMemory } from './memory.js'
import { createOutbound, type Outbound } from './outbound.js'
import { createOutbox } from './outbox.js'
import { createPorts, type Ports } from './ports.js'
import { type DeliveryTiming, deliveryTiming } from './rules/delivery.js'
import type { Known } from './store/peers.js'

export interface Instance {
  readonly draft: Draft
  readonly domain: string
  readonly outbound: Outbound
  /** The provider as an endpoint sees it now. */
  context(): Context
  /** Resolves when all that was remembered so far survives an end of the process; at once where nothing is kept. */
  durable(): Promise<void>
  /** Learns who the peers are. */
  know(known: Known): Promise<void>
  /** Forgets users, key packages, consent, messages and rooms; not who the peers are. */
  reset(): Promise<void>
  /** Ends what is under way and starts again with what was kept; with everything where there is no directory. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface InstanceOptions {
  readonly draft: Draft
  readonly domain: string
  readonly identity: Identity
  readonly fault?: Pick<Fault, 'apply'>
  /** Where everything is kept; in memory alone unless given. */
  readonly dataDir?: string
  /** How it reads what the drafts leave open; as Mimicry does by default unless given. */
  readonly readings?: Readings
  /** How patient fanout is; quick, as tests want it, unless given. */
  readonly delivery?: Partial<DeliveryTiming>
}

/** @throws Error for a directory that cannot be used */
export async function createInstance(options: InstanceOptions): Promise<Instance> {
  const { draft, domain, identity, fault, dataDir } = options
  const timing = { ...deliveryTiming, ...options.delivery }
  let memory = await createMemory(dataDir)
  const fresh = (): Ports => {
    const ports = createPorts(draft, memory.store, options.readings)
    return fault ? fault.apply(ports) : ports
  }
  let ports = fresh()
  const outbound = createOutbound(domain, identity, () => ports)
  const learn = async () => {
    const { peers, trustAnchors } = memory.store.peers.known()
    if (peers.length > 0) await outbound.know(peers, trustAnchors)
  }
  const durable = () => memory.durable()
  const openOutbox = () =>
    createOutbox({
      ports,
      notify: (to, room, body, signal) =>
        outbound.tell('notify', { value: room, user: '', domain: to }, body, { timeoutMs: timing.tryMs, signal }),
      durable,
      timing,
    })
  await learn()
  let outbox = openOutbox()

  async function pause(): Promise<void> {
    ports.store.inboxes.close()
    await outbox.close()
  }

  return {
    draft,
    domain,
    outbound,
    context: () => ({ draft, domain, ports, outbox, outbound }),
    durable,
    async know(known) {
      memory.store.peers.know(known)
      await outbound.know(known.peers, known.trustAnchors)
    },
    async reset() {
      await pause()
      const known = memory.store.peers.known()
      memory.forget()
      memory.store.peers.know(known)
      ports = fresh()
      outbox = openOutbox()
    },
    async restart() {
      await pause()
      if (dataDir !== undefined) {
        await memory.close()
        memory = await createMemory(dataDir)
      }
      // A store that a fault puts in the place of a kept one does not outlive this.
      ports = fresh()
      await learn()
      outbox = openOutbox()
    },
    async close() {
      await pause()
      await outbound.close()
      await memory.close()
    },
  }
}
