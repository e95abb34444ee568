import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Authority, createAuthority, type Identity } from '../transport/certificates.js'
import { createClient } from '../transport/client.js'
import { wellKnown } from '../transport/directory.js'
import type { Exchange } from '../transport/exchange.js'
import { type Listener, listen, type Reply } from '../transport/listener.js'
import { skewByClock, skewByDate } from './clock.js'
import { loadConfiguration, type TargetConfiguration } from './configuration.js'
import type { DraftSection } from './configuration/file-format.js'
import { type Driver, DriverFailure, type ReadyAnswer, type ReadyRequest } from './driver/contract.js'
import { type Implementation, implemented } from './driver/contract-json.js'
import { noDriver } from './driver/none.js'
import { connectTarget, type ConnectOptions, defaultTiming } from './target.js'

const template = 'https://a.example/v1/notify/{roomId}'
const facts = [{ domain: 'b-06.example', host: '127.0.0.1', port: 4433, assetHost: false }]
let authority: Authority
let identity: Identity
let target: Listener
let reply: Reply = { status: 200 }
const closing: (() => unknown)[] = []

beforeAll(async () => {
  authority = await createAuthority('Test CA')
  identity = await authority.issue({ domain: 'a.example' })
  target = await listen({ tls: { identity: () => identity, clientTrust: [authority.pem] }, handle: () => reply })
})
beforeEach(() => {
  reply = { status: 200, body: Buffer.from(JSON.stringify({ notify: template, more: true })) }
})
afterAll(async () => {
  await target.close()
  for (const close of closing) await close()
})

async function configured(section: DraftSection): Promise<TargetConfiguration> {
  const { targets } = await loadConfiguration({ flags: {}, env: {}, cwd: '.', content: { drafts: { '06': section } } })
  const [first] = targets
  if (!first) throw new Error('no target')
  return first
}

function driverWith(answer: Partial<ReadyAnswer> | DriverFailure, seen: ReadyRequest[] = []): Driver {
  const full = { domain: 'a.example', directory: 'https://a.example', trustAnchors: [authority.pem], operations: [] }
  const implementation: Implementation = {
    ready(request) {
      seen.push(request)
      return answer instanceof DriverFailure ? Promise.reject(answer) : Promise.resolve({ ...full, ...answer })
    },
  }
  return {
    form: 'http',
    perform: (operation, request) => implemented(operation, implementation)(request),
    close: () => Promise.resolve(),
  }
}

/** Connects with peers whose requests go to one port, whatever the URL's host is. */
async function connect(
  section: DraftSection,
  options: Partial<ConnectOptions> & { port?: number; timeoutMs?: number } = {},
) {
  const configuration = await configured({ directory: 'https://a.example', ...section })
  const { port = target.port, driver = noDriver, timeoutMs = 10_000 } = options
  let trust: readonly string[] = []
  const network = {
    facts,
    trustAnchors: ['peers CA'],
    userTrustAnchors: [],
    trust: (anchors: readonly string[]) => void (trust = anchors),
  }
  const get = async (url: string): Promise<Exchange> => {
    const resolve = ({ hostname }: URL) => ({ host: '127.0.0.1', port, servername: hostname })
    const client = createClient({ identity, trust, timeoutMs, resolve })
    closing.push(() => client.close())
    return client.request({ method: 'GET', url, peer: 'b-06.example' })
  }
  return connectTarget({ configuration, driver, network, get })
}

async function connectedTo(section: DraftSection, options: Parameters<typeof connect>[1] = {}) {
  const result = await connect({ trustAnchors: [authority.pem], ...section }, options)
  if (result.kind !== 'connected') throw new Error(JSON.stringify(result))
  return result.target
}

describe('a target without a driver', () => {
  it('is what its URL and its directory say', async () => {
    const { draft, domain, directoryUrl, directory, operations, claims, timing, skewMs } = await connectedTo({})
    expect({ draft, domain, directoryUrl }).toEqual({
      draft: '06',
      domain: 'a.example',
      directoryUrl: `https://a.example${wellKnown}`,
    })
    expect(directory).toEqual({ endpoints: { notify: template }, unknown: { more: true } })
    expect([...operations]).toEqual([])
    expect(claims).toBeUndefined()
    expect({ timing, skewMs }).toEqual({ timing: defaultTiming, skewMs: 0 })
  })

  it('may have another domain than its URL, and other endpoints than its directory', async () => {
    const update = 'https://a.example/u/{room}'
    const { domain, directory } = await connectedTo({ domain: 'example', endpoints: { update } })
    expect(domain).toBe('example')
    expect(directory?.endpoints).toEqual({ notify: template, update })
  })

  it.each<[string, Reply, RegExp]>([
    ['404', { status: 404 }, /status 404, expected 200 and a directory/],
    ['HTML', { status: 200, body: Buffer.from('<html>') }, /is not JSON/],
    ['a list', { status: 200, body: Buffer.from('[]') }, /is not a JSON object/],
  ])('that answers %s is connected, without a directory', async (_what, answer, reason) => {
    reply = answer
    const { directory, noDirectory, probe } = await connectedTo({})
    expect(directory).toBeNull()
    expect(noDirectory).toMatch(reason)
    expect(await probe()).toBeNull()
  })
})

describe('a target with a driver', () => {
  it('is told of the peers, and trusted as it says', async () => {
    const seen: ReadyRequest[] = []
    const answer: Partial<ReadyAnswer> = {
      domain: 'A.example',
      clockMs: Date.now() - 60_000,
      timing: { fanoutMs: 1, quietMs: 2 },
      operations: ['ready', 'createUser'],
      roles: ['follower'],
    }
    const section = { trustAnchors: [], domain: 'a.example', timing: { quietMs: 3 } }
    const connected = await connectedTo(section, { driver: driverWith(answer, seen) })
    expect(seen).toEqual([{ draft: '06', peers: facts, trustAnchors: ['peers CA'], userTrustAnchors: [] }])
    expect(connected.timing).toEqual({ fanoutMs: 1, retryMs: defaultTiming.retryMs, quietMs: 3 })
    expect([...connected.operations]).toEqual(['ready', 'createUser'])
    expect(connected.claims).toEqual(['follower'])
    expect(Math.round(connected.skewMs / 10_000)).toBe(-6)
  })

  it('is left out of a draft that it does not speak', async () => {
    const driver = driverWith(new DriverFailure('ready', 'unsupported', 'we speak 01 only'))
    expect(await connect({}, { driver })).toEqual({ kind: 'left-out', draft: '06', reason: 'we speak 01 only' })
  })

  it('whose driver fails otherwise is an error', async () => {
    const driver = driverWith(new DriverFailure('ready', 'error', 'disk full'))
    await expect(connect({}, { driver })).rejects.toThrow('driver operation ready: error: disk full')
  })

  it('must not contradict the configuration', async () => {
    const driver = driverWith({ domain: 'other.example' })
    await expect(connect({ domain: 'a.example' }, { driver })).rejects.toThrow(
      "the target's domain is a.example in draft 06, its driver says other.example",
    )
  })

  it('must tell a URL and certificates that are some', async () => {
    const section = { directory: undefined, domain: 'a.example' }
    await expect(connect(section, { driver: driverWith({ directory: 'mailto:x' }) })).rejects.toThrow(
      'directory in the answer to ready is "mailto:x"',
    )
    await expect(connect({}, { driver: driverWith({ trustAnchors: ['-----BEGIN nothing'] }) })).rejects.toThrow(
      'trustAnchors in the answer to ready: no PEM certificate found',
    )
  })
})

describe('an unreachable target', () => {
  const servers: Server[] = []
  const serve = (onData: (write: (text: string) => void) => void) =>
    new Promise<number>((resolve) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined)
        socket.on('data', () => onData((text) => socket.end(text)))
      })
      servers.push(server)
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
  afterAll(() => servers.forEach((server) => server.close()))
  const reasonOf = async (section: DraftSection, port?: number, timeoutMs?: number) => {
    const result = await connect({ trustAnchors: [authority.pem], ...section }, { port, timeoutMs })
    return result.kind === 'unreachable' ? result.reason : result.kind
  }

  it('where nothing listens', async () => {
    const port = await serve(() => undefined)
    await new Promise((resolve) => servers.pop()?.close(resolve))
    expect(await reasonOf({}, port)).toMatch(/^nothing listens there: .*; check the URL, or say --connect-to/)
  })

  it('where plain HTTP is spoken, by its URL too', async () => {
    const port = await serve((write) => write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'))
    expect(await reasonOf({}, port)).toMatch(/^no TLS session: GET https:/)
    expect(await reasonOf({ directory: 'http://a.example/' }, port)).toMatch(
      /^no TLS session: the URL is http:.*write https/,
    )
  })

  it('where nothing is ever answered', async () => {
    expect(await reasonOf({}, await serve(() => undefined), 300)).toMatch(/^no TLS session: .*nothing within 300 ms/)
    reply = { hang: true }
    expect(await reasonOf({}, target.port, 1000)).toMatch(/^no HTTP answer: .*nothing within 1000 ms/)
  })

  it('where connections are cut', async () => {
    reply = { cut: true }
    expect(await reasonOf({})).toMatch(/^no HTTP answer: .*dropped/)
  })

  it('where its certificate is not trusted', async () => {
    expect(await reasonOf({ trustAnchors: [] })).toMatch(
      /no trust anchor is known: give the target's CA with --trust FILE/,
    )
    const other = await createAuthority('Other CA')
    expect(await reasonOf({ trustAnchors: [other.pem] })).toMatch(/check that trustAnchors hold the target's CA/)
  })
})

describe('the clock by the Date header', () => {
  const exchange = (date: string | null): Exchange => ({
    id: 1,
    direction: 'out',
    peer: 'b',
    method: 'GET',
    url: 'https://a.example',
    request: { headers: [], body: new Uint8Array() },
    response: { status: 200, headers: date === null ? [] : [['date', date]], body: new Uint8Array() },
    ending: { kind: 'answered' },
    startedAt: Date.parse('2026-01-01T00:00:10.900Z'),
    durationMs: 200,
    tls: null,
    connection: 1,
  })
  it.each([
    ['Thu, 01 Jan 2026 00:00:11 GMT', 0],
    ['Thu, 01 Jan 2026 00:00:10 GMT', 0],
    ['Thu, 01 Jan 2026 00:01:11 GMT', 60_500],
    ['Wed, 31 Dec 2025 23:59:11 GMT', -59_500],
    ['nonsense', 0],
    [null, 0],
  ])('%s', (date, skew) => {
    expect(skewByDate(exchange(date))).toBe(skew)
  })
})

describe('the clock by the word of the driver', () => {
  it.each([
    [1_050, 0],
    [1_100, 0],
    [1_101, 51],
    [61_050, 60_000],
    [999, -51],
  ])('%d between 1000 and 1100', (clockMs, skew) => {
    expect(skewByClock(clockMs, 1_000, 1_100)).toBe(skew)
  })
})
