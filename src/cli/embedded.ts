import type { Draft } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import type { Summary } from '../runner/result.js'
import { runSuite, type SuiteOptions } from '../runner/suite.js'
import type { TargetConfiguration } from '../target/configuration.js'
import type { Prepared } from './prepare.js'
import { startBeside, type Started } from './provider-thread.js'

export interface Embedded {
  targets: TargetConfiguration[]
  /** Bytes in use by the provider of a draft; null where that cannot be told. */
  memory(draft: Draft): Promise<number | null>
  close(): Promise<void>
}

/** Longest wait for the embedded provider's driver, ms. */
const driverTimeoutMs = 10_000

/**
 * Starts one instance of the reference provider per draft, on loopback with freshly made certificates, and gives each as
 * a target like any other: reached over mutual TLS, and by its driver over http.
 *
 * @param fault the deviation that every instance is started with; drafts without it are left out
 */
export async function embed(targets: readonly TargetConfiguration[], fault?: Fault): Promise<Embedded> {
  const affected = targets.filter(({ draft }) => !fault || fault.drafts.includes(draft))
  const started = await Promise.all(
    affected.map(async (target) => {
      const { draft, readings } = target
      const provider = await startBeside({ draft, domain: domainOf(draft), readings, fault })
      const embedded = targetAt(target, provider)
      return { provider, embedded }
    }),
  )
  return {
    targets: started.map(({ embedded }) => embedded),
    async memory(draft) {
      const found = started.find(({ provider }) => provider.draft === draft)
      return found ? found.provider.memory() : null
    },
    async close() {
      await Promise.all(started.map(({ provider }) => provider.close()))
    },
  }
}

/** The reference provider, started somewhere, as the target. */
export function targetAt(target: TargetConfiguration, provider: Started): TargetConfiguration {
  const { directory, domain, host, port, trustAnchor, controlUrl } = provider
  return {
    ...target,
    declared: true,
    directory,
    domain,
    trustAnchors: [trustAnchor],
    connectTo: { host, port },
    driver: { form: 'http', url: controlUrl, timeoutMs: driverTimeoutMs },
  }
}

/** Runs what was prepared, against the configured targets or else the embedded reference provider. */
export async function runPrepared(
  { configuration, checks, fault, strict, baseline }: Prepared,
  options: Partial<SuiteOptions> = {},
): Promise<Summary> {
  const { external, targets, selection, seed, concurrency, timeoutMs } = configuration
  const embedded = external ? undefined : await embed(targets, fault)
  try {
    return await runSuite({
      checks,
      targets: embedded?.targets ?? targets,
      selection,
      seed,
      concurrency,
      timeoutMs,
      strict,
      baseline,
      ...options,
    })
  } finally {
    await embedded?.close()
  }
}

/** The provider's domain; like those of the peers it has its draft in the name. */
function domainOf(draft: Draft): string {
  return `a-${draft}.example`
}
