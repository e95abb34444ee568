/** Starts the embedded reference provider beside Mimicry, so that the two do not wait for each other's processor. */
import { isDraft } from '../drafts/ids.js'
import { Worker } from 'node:worker_threads'
import type { Fault } from '../provider/fault.js'
import { type Provider, type ProviderOptions, startProvider } from '../provider/start.js'

type Wanted = Required<Pick<ProviderOptions, 'draft' | 'domain' | 'readings'>>

/** What the thread is told: a fault by its id, since functions stay where they are. */
export interface Ordered extends Wanted {
  readonly faultId?: string
}

/** The other end has the same code: what came is looked at for its form, not for the readings one by one. */
export function isOrdered(told: unknown): told is Ordered {
  if (typeof told !== 'object' || told === null) return false
  const { draft, domain, readings, faultId }: Partial<Record<keyof Ordered, unknown>> = told
  const named = faultId === undefined || typeof faultId === 'string'
  return isDraft(draft) && typeof domain === 'string' && typeof readings === 'object' && readings !== null && named
}

/** What the thread tells once the provider is there. */
export type Started = Omit<Provider, 'close'>

/** A thread runs built code; from sources, as in tests, there is none to run, and the provider shares ours. */
const built = import.meta.url.endsWith('.js')

/** A provider in a thread, whose memory can be told from Mimicry's. */
export interface Beside extends Provider {
  /** Bytes in use in its thread; null where it shares ours. */
  memory(): Promise<number | null>
}

/** @throws what kept the provider from starting */
export async function startBeside(options: Wanted & { fault?: Fault }): Promise<Beside> {
  if (!built) return { ...(await startProvider(options)), memory: () => Promise.resolve(null) }
  const { fault, ...wanted } = options
  const workerData: Ordered = { ...wanted, faultId: fault?.id }
  const worker = new Worker(new URL('provider-worker.js', import.meta.url), { workerData })
  const started = await new Promise<Started>((resolve, reject) => {
    worker.once('message', resolve)
    // Before the start it is the reason why there is none; afterwards a target that died, which the run reports.
    worker.on('error', reject)
  })
  return {
    ...started,
    async memory() {
      const told = new Promise<unknown>((resolve) => worker.once('message', resolve))
      worker.postMessage('memory')
      const bytes = await told
      return typeof bytes === 'number' ? bytes : null
    },
    async close() {
      await worker.terminate()
    },
  }
}
