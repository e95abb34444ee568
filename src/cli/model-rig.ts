/** For tests: a reference provider, right or not, in whose environment stories are played. */
import type { Environment } from '../check/environment.js'
import type { Draft } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import { startProvider } from '../provider/start.js'
import { openEnvironment } from '../runner/open-environment.js'
import { loadConfiguration } from '../target/configuration.js'
import { targetAt } from './embedded.js'

/** Starts a provider and opens it as the target of a campaign. */
export async function openDeviating(
  draft: Draft,
  deviation?: Pick<Fault, 'apply'>,
): Promise<{ environment: Environment; close(): Promise<void> }> {
  const configuration = await loadConfiguration({ flags: { draft }, env: {}, cwd: process.cwd() })
  const [target] = configuration.targets
  if (!target) throw new Error(`no target in draft ${draft}`)
  const { readings } = target
  const provider = await startProvider({ draft, domain: `a-${draft}.example`, fault: deviation, readings })
  const started = { ...provider, memory: () => Promise.resolve(null) }
  const signal = new AbortController().signal
  const opened = await openEnvironment(targetAt(target, started), { timeoutMs: 60_000, signal })
  if (!('environment' in opened)) {
    await provider.close()
    throw new Error('the reference provider is not reached')
  }
  return {
    environment: opened.environment,
    async close() {
      await opened.close()
      await provider.close()
    },
  }
}
