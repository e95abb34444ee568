/** For tests: one run of checks against a reference provider that deviates, or whose driver does. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Check } from '../check/define.js'
import type { Draft } from '../drafts/ids.js'
import type { Readings } from '../drafts/readings.js'
import type { Fault } from '../provider/fault.js'
import { startProvider } from '../provider/start.js'
import type { CheckResult } from '../runner/result.js'
import { runSuite } from '../runner/suite.js'
import { loadConfiguration, type TargetConfiguration } from '../target/configuration.js'
import { createAuthority } from '../transport/certificates.js'
import { createClient } from '../transport/client.js'
import { listen, textReply } from '../transport/listener.js'

/** One message of the driver's wire form (docs/driver.md). */
export type Json = Record<string, unknown>

/** How a driver differs: it stands between Mimicry and the control URL. */
export interface DriverDeviation {
  /** An operation's request on its way to the provider; a whole answer instead, where the driver does not pass it on. */
  request?: (operation: string, request: Json) => Json | { answer: Json }
  /** An operation's answer on its way back. */
  answer?: (operation: string, answer: Json) => Json
  delayMs?: number
}

export interface DeviatingTarget {
  readonly draft: Draft
  readonly deviation?: Pick<Fault, 'apply'>
  /** Null: no driver at all. */
  readonly driver?: DriverDeviation | null
  /** How both sides read what the draft leaves open, where not by default. */
  readonly readings?: Partial<Readings>
}

export interface Deviating extends DeviatingTarget {
  readonly checks: readonly Check[]
  readonly concurrency?: number
  readonly timeoutMs?: number
}

/** Runs the checks, 16 at once, as `mimicry run` without a URL would. */
export function resultsOf({ checks, concurrency = 16, timeoutMs, ...target }: Deviating): Promise<CheckResult[]> {
  return atDeviating(target, async (embedded) => {
    const summary = await runSuite({ checks, targets: [embedded], concurrency, timeoutMs })
    return summary.checks
  })
}

/** Starts the provider for as long as it is used. */
export async function atDeviating<T>(options: DeviatingTarget, use: (target: TargetConfiguration) => Promise<T>) {
  const { draft, deviation, driver = {} } = options
  const content = { readings: options.readings }
  const configuration = await loadConfiguration({ flags: { draft }, env: {}, cwd: process.cwd(), content })
  const [target] = configuration.targets
  if (!target) throw new Error(`no target in draft ${draft}`)
  // One authority for both sides: without a driver nobody tells the provider whom to trust.
  const authority = await createAuthority('deviating')
  const provider = await startProvider({
    draft,
    domain: `a-${draft}.example`,
    fault: deviation,
    readings: target.readings,
    // Names a second host too, for the variant that has its endpoints there.
    authority: {
      ...authority,
      issue: (wanted) => authority.issue({ ...wanted, sans: [wanted.domain, `mimi.${wanted.domain}`] }),
    },
  })
  const control = driver && (await interpose(provider.controlUrl, driver))
  try {
    const { directory, domain, host, port, trustAnchor } = provider
    const embedded: TargetConfiguration = {
      ...target,
      peers: { ...target.peers, authority },
      declared: true,
      directory,
      domain,
      trustAnchors: [trustAnchor],
      connectTo: { host, port },
      driver: control ? { form: 'http', url: control.url, timeoutMs: 10_000 } : { form: 'none' },
    }
    return await use(embedded)
  } finally {
    await control?.close()
    await provider.close()
  }
}

/** A control URL that passes operations on, changed. */
async function interpose(url: string, { request, answer, delayMs }: DriverDeviation) {
  const client = createClient({ identity: null, trust: [], timeoutMs: 70_000 })
  const listener = await listen({
    tls: null,
    limits: { bodyBytes: 16 << 20, requestMs: 70_000 },
    async handle({ body, headers }) {
      const message = asJson(body)
      const operation = String(message.op)
      const changed = request?.(operation, message) ?? message
      if ('answer' in changed) return json({ id: message.id, ...asObject(changed.answer) })
      if (delayMs !== undefined) await sleep(delayMs)
      const sent = Buffer.from(JSON.stringify(changed))
      const { response } = await client.request({
        method: 'POST',
        url,
        headers: typed(headers),
        body: sent,
        peer: 'rig',
      })
      if (!response) return textReply(502, 'the provider is gone')
      const told = asJson(response.body)
      return json(answer?.(operation, told) ?? told)
    },
  })
  return {
    url: `http://127.0.0.1:${listener.port}/`,
    async close() {
      await Promise.all([listener.close(), client.close()])
    },
  }
}

function json(value: Json) {
  return { status: 200, headers: typed([]), body: new TextEncoder().encode(JSON.stringify(value)) }
}

function typed(headers: readonly (readonly [string, string])[]): [string, string][] {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/json'
  return [['Content-Type', type]]
}

function asJson(body: Uint8Array): Json {
  return asObject(JSON.parse(new TextDecoder().decode(body)))
}

export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
