/**
 * Cases of an endpoint campaign per second, beside what bare undici reaches: over mutual TLS on loopback, on the same
 * provider in a process of its own, with as many connections, sending the very requests that the campaign has sent. The
 * two take turns, so that a machine that slows down slows both; the ratio is what counts. Cases are taken from all over
 * the planned part of a campaign, for its beginning is unlike the rest: there a case may be a hundred requests at once.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import type { Batch } from '../../fuzz/campaigns/campaign.js'
import { openEndpointCampaign } from '../../fuzz/campaigns/endpoint/index.js'
import { Random } from '../../fuzz/random.js'
import { startProvider } from '../provider/start.js'
import { openEnvironment } from '../runner/open-environment.js'
import type { Headers } from '../transport/exchange.js'
import { targetAt } from './embedded.js'
import { prepare } from './prepare.js'
import type { Started } from './provider-thread.js'

const draft = '06'
const seed = 1
const rounds = 6
/** Of one round. */
const cases = 2048
/** That a campaign has under way: connections of either. */
const connections = 16

/** A request as the provider has received it, its body in base64. */
interface Recorded {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: string
}

const { send } = process
if (send) await provide(send.bind(process))
else await measure()

/** The provider's side: tells where it listens, then what it has received since it was last asked. */
async function provide(tell: (message: unknown) => boolean): Promise<void> {
  let received: Recorded[] = []
  let recording = true
  const { close, ...started } = await startProvider({
    draft,
    domain: 'a-06.example',
    fault: {
      apply: (ports) => ({
        ...ports,
        front: {
          ...ports.front,
          answer(request, serve) {
            const { method, path, headers } = request
            const body = Buffer.from(request.body).toString('base64')
            if (recording) received.push({ method, path, headers, body })
            return ports.front.answer(request, serve)
          },
        },
      }),
    },
  })
  tell(started satisfies Started)
  process.on('message', (wanted) => {
    tell(received)
    received = []
    recording = wanted === 'record'
  })
  process.once('disconnect', () => void close())
}

async function measure(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url))
  const started = await new Promise<Started>((resolve) => child.once('message', resolve))
  const received = (next: 'record' | 'rest') =>
    new Promise<Recorded[]>((resolve) => {
      child.once('message', resolve)
      child.send(next)
    })
  const { configuration } = await prepare({ draft })
  const [target] = configuration.targets
  if (!target) throw new Error(`no target is configured for draft ${draft}`)
  const { signal } = new AbortController()
  const opened = await openEnvironment(targetAt(target, started), { timeoutMs: 10_000, signal })
  if (!('environment' in opened)) throw new Error('the reference provider cannot be reached')
  const { environment, target: found } = opened
  const credentials = { cert: '', key: '', trust: '' }
  const memory = () => Promise.resolve(null)
  const campaign = await openEndpointCampaign({
    targets: [{ environment, credentials, memory, probe: found.probe }],
    seed,
    signal,
  })
  const identity = environment.network.identity('b')
  const pool = new Pool(`https://${started.host}:${started.port}`, {
    connections,
    connect: {
      ca: found.trustAnchors.join('\n'),
      cert: identity?.cert,
      key: identity?.key,
      servername: started.domain,
    },
  })
  await received('record')
  const shares: number[] = []
  for (let round = 0; round < rounds; round++) {
    const own = await perSecond(cases, () => runCases(campaign, round, signal))
    const requests = await received('rest')
    const bare = await perSecond(requests.length, () => sendBare(pool, requests))
    await received('record')
    // The first one warms up.
    if (round > 0) shares.push(own / bare)
    console.log(
      `${own.toFixed(0).padStart(6)} cases/s (${(requests.length / cases).toFixed(2)} requests each)  ${bare.toFixed(0).padStart(6)} requests/s bare  ${(own / bare).toFixed(2)}`,
    )
  }
  const median = shares.toSorted((a, b) => a - b)[shares.length >> 1] ?? NaN
  console.log(`endpoint cases per second: ${(100 * median).toFixed(0)}% of bare undici (goal: 50% or more)`)
  await campaign.close()
  await pool.close()
  await opened.close()
  child.disconnect()
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return (1000 * count) / (performance.now() - begun)
}

type Campaign = Awaited<ReturnType<typeof openEndpointCampaign>>

async function runCases(campaign: Campaign, round: number, signal: AbortSignal): Promise<void> {
  const classes = new Set<string>()
  const batchOf = (begin: number): Batch => ({
    cases: Array.from({ length: campaign.batch }, (_, at) => begin + at),
    signal,
    corpus: { size: 0, pick: () => undefined },
    random: (number) => new Random(seed, number),
    turn: () => Promise.resolve(),
    reached: (reached) => classes.size < classes.add(reached).size,
    found: (_, { title }) => console.log(`found: ${title}`),
    counted: () => undefined,
  })
  const batches = cases / campaign.batch
  const apart = Math.floor((campaign.planned ?? 0) / campaign.batch / batches / rounds) || 1
  const begins = Array.from({ length: batches }, (_, at) => (at * rounds + round) * apart * campaign.batch)
  const lane = async () => {
    for (let begin = begins.shift(); begin !== undefined; begin = begins.shift()) await campaign.run(batchOf(begin))
  }
  await Promise.all(Array.from({ length: campaign.lanes }, lane))
}

/** As many at once as there are connections. */
async function sendBare(pool: Pool, requests: readonly Recorded[]): Promise<void> {
  const waiting = requests.map(({ body, ...rest }) => ({ ...rest, body: Buffer.from(body, 'base64') }))
  const lane = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const { method, path, body } = one
      const headers = one.headers.filter(([name]) => !/^(content-length|connection)$/i.test(name)).flat()
      const answer = await pool.request({ method, path, headers, ...(body.length > 0 && { body }) })
      await answer.body.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: connections }, lane))
}
