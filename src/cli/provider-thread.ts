/** Starts the embedded reference provider beside Mimicry, so that the two do not wait for each other's processor. */
import { Worker } from 'node:worker_threads'
import type { Draft } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import { type Provider, startProvider } from '../provider/start.js'

/** What the thread tells once the provider is there. */
export type Started = Omit<Provider, 'close'>

/** A thread runs built code; from sources, as in tests, there is none to run, and the provider shares ours. */
const built = import.meta.url.endsWith('.js')

/** @throws what kept the provider from starting */
export async function startBeside(options: { draft: Draft; domain: string; fault?: Fault }): Promise<Provider> {
  if (!built) return startProvider(options)
  const { draft, domain, fault } = options
  const worker = new Worker(new URL('provider-worker.js', import.meta.url), {
    argv: [draft, domain, ...(fault ? [fault.id] : [])],
  })
  const started = await new Promise<Started>((resolve, reject) => {
    worker.once('message', resolve)
    // Before the start it is the reason why there is none; afterwards a target that died, which the run reports.
    worker.on('error', reject)
  })
  return {
    ...started,
    async close() {
      await worker.terminate()
    },
  }
}
