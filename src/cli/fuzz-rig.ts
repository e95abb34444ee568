/** For tests: a campaign against a reference provider in this process, kept in memory. */
import type { Batch, CorpusEntry, Discovery } from '../../fuzz/campaigns/campaign.js'
import { type EndpointTarget, openEndpointCampaign } from '../../fuzz/campaigns/endpoint/index.js'
import { Random } from '../../fuzz/random.js'
import { openEnvironment } from '../runner/open-environment.js'
import type { TargetConfiguration } from '../target/configuration.js'
import { atDeviating, type DeviatingTarget } from './deviation-rig.js'

export interface Hunting extends DeviatingTarget {
  readonly seed?: number
  readonly runs: number
  /** Endpoints; all unless given. */
  readonly only?: readonly string[]
  /** Longest wait for an answer, ms. */
  readonly timeoutMs?: number
}

export interface Hunt {
  readonly found: readonly Discovery[]
  /** What the campaign counted, by what it is. */
  readonly counted: ReadonlyMap<string, number>
  /** What the summary says besides. */
  readonly more: Readonly<Record<string, unknown>>
}

export function hunt({ seed = 1, runs, only, timeoutMs = 10_000, ...target }: Hunting): Promise<Hunt> {
  return atDeviating(target, (configuration) =>
    atTarget(configuration, timeoutMs, async (endpoint, signal) => {
      const campaign = await openEndpointCampaign({ targets: [endpoint], seed, signal, only })
      const found: Discovery[] = []
      const counted = new Map<string, number>()
      const [classes, corpus] = [new Set<string>(), new Array<CorpusEntry>()]
      const batchOf = (first: number): Batch => ({
        cases: Array.from({ length: Math.min(campaign.batch, runs - first) }, (_, at) => first + at),
        signal,
        corpus: {
          size: corpus.length,
          pick(random, fits = () => true) {
            const fitting = corpus.filter(fits)
            return fitting.length === 0 ? undefined : random.pick(fitting)
          },
        },
        random: (number) => new Random(seed, number),
        turn: () => Promise.resolve(),
        reached(reached, entry) {
          const isNew = !classes.has(reached)
          classes.add(reached)
          if (isNew && entry) corpus.push(entry())
          return isNew
        },
        found: (_, discovery) => void found.push(discovery),
        counted: (what) => void counted.set(what, (counted.get(what) ?? 0) + 1),
      })
      const firsts = Array.from({ length: Math.ceil(runs / campaign.batch) }, (_, at) => at * campaign.batch)
      const lane = async () => {
        for (let first = firsts.shift(); first !== undefined; first = firsts.shift()) await campaign.run(batchOf(first))
      }
      await Promise.all(Array.from({ length: campaign.lanes }, lane))
      return { found, counted, more: await campaign.close() }
    }),
  )
}

/** The target as a campaign sees it, for as long as it is used. */
export async function atTarget<T>(
  configuration: TargetConfiguration,
  timeoutMs: number,
  use: (target: EndpointTarget, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = new AbortController()
  const opened = await openEnvironment(configuration, { timeoutMs, signal })
  if (!('environment' in opened)) throw new Error('the reference provider is not there')
  const { environment, target } = opened
  const credentials = { cert: 'cert.pem', key: 'key.pem', trust: 'trust.pem' }
  try {
    return await use({ environment, credentials, memory: () => Promise.resolve(null), probe: target.probe }, signal)
  } finally {
    await opened.close()
  }
}
