/** Client and listener together, over real connections on loopback: every way in which an exchange can end. */
import { connect as connectTcp, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority, type Authority, type Identity } from './certificates.js'
import { createClient, type Client, type ClientOptions, type OutRequest } from './client.js'
import { describeEnding, headerValues, type Exchange } from './exchange.js'
import { listen, type InboundRequest, type Listener, type ListenOptions, type Reply, type Silence } from './listener.js'
import { notAuthenticated } from './names.js'

const domain = 'target.example'
let authority: Authority
let otherAuthority: Authority
let server: Identity
let peer: Identity
const cleanup: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  authority = await createAuthority('Test CA')
  otherAuthority = await createAuthority('Another CA')
  server = await authority.issue({ domain })
  peer = await authority.issue({ domain: 'b.example' })
})

afterEach(async () => {
  for (const close of cleanup.splice(0).reverse()) await close()
})

const ok: Reply = { status: 200, headers: [], body: Buffer.from('fine') }

async function start(handle: ListenOptions['handle'], options: Partial<ListenOptions> = {}): Promise<Listener> {
  const tls = { identity: () => server, clientTrust: [authority.pem] }
  const listener = await listen({ tls, handle, ...options })
  cleanup.push(() => listener.close())
  return listener
}

function client(port: number, options: Partial<ClientOptions> = {}): Client {
  const created = createClient({
    identity: peer,
    trust: [authority.pem],
    timeoutMs: 5000,
    resolve: (url) => ({ host: '127.0.0.1', port, servername: url.hostname }),
    ...options,
  })
  cleanup.push(() => created.close())
  return created
}

const get: OutRequest = { method: 'GET', url: `https://${domain}/x`, peer: 'b.example' }

/** A TCP server that treats each connection as told. */
async function tcp(onSocket: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>()
  const tcpServer = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    onSocket(socket)
  })
  return bound(tcpServer, sockets)
}

async function bound(anyServer: Server, sockets: Set<Socket>): Promise<number> {
  await new Promise<void>((resolve) => anyServer.listen(0, '127.0.0.1', resolve))
  cleanup.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => anyServer.close(resolve))
  })
  const address = anyServer.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A TLS server that treats each session as told; by itself OpenSSL refuses clients without certificate. */
async function tls(onSocket: (socket: Socket) => void, refuse = false): Promise<number> {
  const sockets = new Set<Socket>()
  const { cert, key } = server
  const tlsServer = createTlsServer(
    { cert, key, ca: authority.pem, requestCert: refuse, rejectUnauthorized: refuse },
    (socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      onSocket(socket)
    },
  )
  return bound(tlsServer, sockets)
}

describe('an answered exchange', () => {
  it('carries status, raw headers, both bodies, TLS facts and timing', async () => {
    const inbound: Exchange[] = []
    const body = Uint8Array.from([0, 255, 1])
    const listener = await start(
      () => ({
        status: 201,
        headers: [
          ['X-One', 'a'],
          ['x-one', 'b'],
        ],
        body: Uint8Array.from([7, 0, 200]),
      }),
      { onExchange: (exchange) => inbound.push(exchange) },
    )
    const outbound: Exchange[] = []
    const exchange = await client(listener.port, { onExchange: (one) => outbound.push(one) }).request({
      ...get,
      method: 'POST',
      url: `https://${domain}/v1/keyMaterial/mimi%3A%2F%2Ftarget.example?q=%26`,
      headers: [['From', 'mimi@b.example']],
      body,
      owner: 'a.check',
      struct: 'KeyMaterialRequest',
      valid: true,
    })
    expect(exchange.ending).toEqual({ kind: 'answered' })
    expect(exchange.response?.status).toBe(201)
    expect(exchange.response?.headers.filter(([name]) => /x-one/i.test(name))).toEqual([
      ['X-One', 'a'],
      ['x-one', 'b'],
    ])
    expect(exchange.response?.body).toEqual(Uint8Array.from([7, 0, 200]))
    expect(exchange).toMatchObject({
      owner: 'a.check',
      struct: 'KeyMaterialRequest',
      valid: true,
      direction: 'out',
      connection: 1,
    })
    expect(exchange.request).toEqual({
      headers: [
        ['Host', domain],
        ['From', 'mimi@b.example'],
      ],
      body,
    })
    expect(exchange.durationMs).toBeGreaterThan(0)
    expect(exchange.tls).toMatchObject({
      protocol: 'TLSv1.3',
      servername: domain,
      authorized: true,
      authorizationError: null,
    })
    expect(exchange.tls?.certificate).toMatchObject({
      sans: [domain],
      extKeyUsage: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
    })
    expect(outbound).toEqual([exchange])
    const [seen] = inbound
    expect(seen).toMatchObject({
      direction: 'in',
      peer: domain,
      method: 'POST',
      url: `https://${domain}/v1/keyMaterial/mimi%3A%2F%2Ftarget.example?q=%26`,
      ending: { kind: 'answered' },
      connection: 1,
    })
    expect(seen?.request.body).toEqual(body)
    expect(seen?.response?.body).toEqual(exchange.response?.body)
    expect(seen?.tls).toMatchObject({ authorized: true, servername: domain, certificate: { sans: ['b.example'] } })
  })

  it('has the Host asked for, and From as often as asked for', async () => {
    let seen: InboundRequest | undefined
    const listener = await start((request) => {
      seen = request
      return ok
    })
    const headers: [string, string][] = [
      ['Host', 'Unrelated.Example:8443'],
      ['From', 'mimi@b.example'],
      ['From', 'mimi@c.example'],
    ]
    const exchange = await client(listener.port).request({ ...get, headers })
    expect(exchange.request.headers).toEqual(headers)
    expect(seen?.host).toBe('Unrelated.Example:8443')
    expect(seen?.from).toEqual(['mimi@b.example', 'mimi@c.example'])
    expect(seen?.servername).toBe(domain)
    expect(exchange.tls?.servername).toBe(domain)
  })

  it('can be had in clear text', async () => {
    const listener = await start(() => ok, { tls: null })
    const exchange = await client(listener.port).request({ ...get, url: `http://${domain}/x` })
    expect(exchange.response?.status).toBe(200)
    expect(exchange.tls).toBeNull()
  })

  it('connects to what the URL says when nobody resolves', async () => {
    const listener = await start(() => ok, { tls: null })
    const url = `http://127.0.0.1:${listener.port}/`
    const exchange = await client(0, { resolve: undefined }).request({ ...get, url })
    expect(exchange.request.headers).toEqual([['Host', `127.0.0.1:${listener.port}`]])
    expect(exchange.response?.status).toBe(200)
  })
})

describe('connections', () => {
  it('are kept and used again', async () => {
    const seen: number[] = []
    const listener = await start((request) => {
      seen.push(request.connection)
      return ok
    })
    const one = client(listener.port)
    for (let n = 0; n < 5; n += 1) await one.request({ ...get, headers: [['Host', `${n}.example`]] })
    expect(seen).toEqual([1, 1, 1, 1, 1])
    expect(listener.connections).toBe(1)
  })

  it('carry one request at a time: 16 at once use 16, and 16 more the same ones', async () => {
    const listener = await start(async (request) => ({ status: 200, body: request.body, delayMs: 20 }))
    const one = client(listener.port)
    for (let round = 0; round < 2; round += 1) {
      const bodies = Array.from({ length: 16 }, (_, n) => Uint8Array.from([round, n]))
      const exchanges = await Promise.all(bodies.map((body) => one.request({ ...get, method: 'POST', body })))
      expect(exchanges.map((exchange) => exchange.response?.body)).toEqual(bodies)
    }
    expect(listener.connections).toBe(16)
  })

  it('are opened for one request alone when asked for', async () => {
    const listener = await start(() => ok)
    const one = client(listener.port)
    for (let n = 0; n < 3; n += 1) await one.request({ ...get, fresh: true })
    expect(listener.connections).toBe(3)
  })

  it('are not shared between identities', async () => {
    const seen: (string | undefined)[] = []
    const listener = await start((request) => {
      seen.push(request.tls?.certificate?.sans[0])
      return ok
    })
    const other = await authority.issue({ domain: 'c.example' })
    await client(listener.port).request(get)
    await client(listener.port, { identity: other }).request(get)
    expect(seen).toEqual(['b.example', 'c.example'])
  })

  it('that the server had closed meanwhile are replaced, and both tries recorded', async () => {
    let requests = 0
    const listener = await start(() => {
      requests += 1
      return requests === 2 ? { cut: true } : ok
    })
    const recorded: Exchange[] = []
    const one = client(listener.port, { onExchange: (exchange) => recorded.push(exchange) })
    await one.request(get)
    expect((await one.request(get)).response?.status).toBe(200)
    expect(recorded.map(({ ending }) => ending.kind)).toEqual(['answered', 'dropped', 'answered'])
    expect(listener.connections).toBe(2)
  })
})

describe('endings', () => {
  const ending = async (port: number, options: Partial<ClientOptions> = {}, request = get): Promise<Exchange> => {
    const exchange = await client(port, options).request(request)
    expect(describeEnding(exchange)).not.toContain('undefined')
    return exchange
  }

  it('no-connection: nothing listens', async () => {
    const listener = await start(() => ok)
    await listener.close()
    const exchange = await ending(listener.port)
    expect(exchange.ending).toMatchObject({ kind: 'no-connection', detail: expect.stringContaining('ECONNREFUSED') })
    expect(exchange).toMatchObject({ response: null, tls: null, connection: null })
  })

  it('no-connection: the name does not resolve', async () => {
    const exchange = await ending(0, { resolve: () => ({ host: 'nowhere.invalid', port: 1, servername: 'x' }) })
    expect(exchange.ending.kind).toBe('no-connection')
  })

  it('no-tls: plain HTTP, and a server that greets first', async () => {
    const listener = await start(() => ok, { tls: null })
    expect((await ending(listener.port)).ending.kind).toBe('no-tls')
    const greeter = await tcp((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'))
    expect((await ending(greeter)).ending.kind).toBe('no-tls')
  })

  it('no-http: a TLS server that speaks something else', async () => {
    const port = await tls((socket) => socket.write('220 mail.example ESMTP\r\n'))
    const exchange = await ending(port)
    expect(exchange.ending.kind).toBe('no-http')
    expect(exchange.tls?.authorized).toBe(true)
  })

  it('no-http or dropped: clear text to a TLS server', async () => {
    const listener = await start(() => ok)
    const exchange = await ending(listener.port, {}, { ...get, url: `http://${domain}/` })
    expect(['no-http', 'dropped']).toContain(exchange.ending.kind)
    expect(exchange.response).toBeNull()
  })

  it('no-http: a header section without end', async () => {
    const port = await tls((socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`))
    expect((await ending(port)).ending.kind).toBe('no-http')
  })

  it('dropped: closed or reset before an answer', async () => {
    const cutting = await start(() => ({ cut: true }))
    expect((await ending(cutting.port)).ending).toMatchObject({ kind: 'dropped', phase: 'answer' })
    const resetting = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const plain = { ...get, url: `http://${domain}/` }
    expect((await ending(resetting, {}, plain)).ending).toMatchObject({ kind: 'dropped', phase: 'answer' })
  })

  it('dropped: in the handshake, without an alert', async () => {
    const port = await tcp((socket) => socket.once('data', () => socket.destroy()))
    expect((await ending(port)).ending).toMatchObject({ kind: 'dropped', phase: 'tls' })
  })

  it('dropped: in the body, of which the beginning is kept', async () => {
    const port = await tls((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'))
    })
    const exchange = await ending(port)
    expect(exchange.ending).toMatchObject({ kind: 'dropped', phase: 'body' })
    expect(exchange.response).toBeNull()
    expect(exchange.partial).toMatchObject({ status: 200, body: Uint8Array.from(Buffer.from('half')) })
  })

  it('timeout: in each phase', async () => {
    const fast = { timeoutMs: 100 }
    const silent = await tcp(() => {})
    expect((await ending(silent, fast)).ending).toEqual({ kind: 'timeout', phase: 'tls', afterMs: 100 })
    const hanging = await start(() => ({ hang: true }))
    expect((await ending(hanging.port, fast)).ending).toEqual({ kind: 'timeout', phase: 'answer', afterMs: 100 })
    const trickling = await tls((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'))
    expect((await ending(trickling, fast)).ending).toEqual({ kind: 'timeout', phase: 'body', afterMs: 100 })
  })

  it('too-large: the body is read no further than the bound', async () => {
    const listener = await start(() => ({ status: 200, body: new Uint8Array(5000) }))
    expect((await ending(listener.port, { bodyBytes: 5000 })).ending.kind).toBe('answered')
    const exchange = await ending(listener.port, { bodyBytes: 4999 })
    expect(exchange.ending).toEqual({ kind: 'too-large', limitBytes: 4999 })
    expect(exchange.response).toBeNull()
    expect(exchange.partial?.status).toBe(200)
  })

  it('aborted: by its signal, before and during, and by closing the client', async () => {
    const listener = await start(() => ({ hang: true }))
    const one = client(listener.port)
    expect((await one.request({ ...get, signal: AbortSignal.abort() })).ending).toEqual({ kind: 'aborted' })
    const given = new AbortController()
    const running = one.request({ ...get, signal: given.signal })
    await expect.poll(() => listener.connections).toBe(1)
    given.abort()
    expect((await running).ending).toEqual({ kind: 'aborted' })
    const another = one.request(get)
    await expect.poll(() => listener.connections).toBe(2)
    await one.close()
    expect((await another).ending).toEqual({ kind: 'aborted' })
    expect((await one.request(get)).ending).toEqual({ kind: 'aborted' })
  })

  it('not-sent: what has no HTTP form', async () => {
    const listener = await start(() => ok)
    for (const wrong of [
      { ...get, url: 'nonsense' },
      { ...get, url: 'ftp://target.example/' },
      { ...get, headers: [['Bad Name', 'x']] satisfies [string, string][] },
      { ...get, headers: [['X', 'a\r\nb']] satisfies [string, string][] },
    ]) {
      expect((await ending(listener.port, {}, wrong)).ending.kind).toBe('not-sent')
    }
    const broken = { identity: { domain: 'b.example', cert: 'no pem', key: 'no pem' } }
    expect((await ending(listener.port, broken)).ending.kind).toBe('not-sent')
  })
})

describe('TLS refused by the target', () => {
  it('on the first read, for want of a certificate (TLS 1.3)', async () => {
    const port = await tls((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), true)
    expect((await client(port).request(get)).response?.status).toBe(200)
    const exchange = await client(port, { identity: null }).request(get)
    expect(exchange.ending).toMatchObject({
      kind: 'tls-refused',
      by: 'target',
      detail: expect.stringContaining('certificate required'),
    })
    expect(exchange.tls?.protocol).toBe('TLSv1.3')
  })

  it('by closing the connection unanswered, which is how a Node server takes an untrusted one', async () => {
    const port = await tls(() => {}, true)
    const stranger = await otherAuthority.issue({ domain: 'b.example' })
    const exchange = await client(port, { identity: stranger }).request(get)
    expect(exchange.ending).toMatchObject({ kind: 'dropped', phase: 'answer' })
    expect(exchange.tls?.authorized).toBe(true)
  })

  it('in the handshake, for a name it does not serve', async () => {
    const identity = (name: string | undefined): Identity | undefined => (name === domain ? server : undefined)
    const listener = await start(() => ok, { tls: { identity, clientTrust: [authority.pem] } })
    const exchange = await client(listener.port).request({ ...get, url: 'https://unknown.example/' })
    expect(exchange.ending).toMatchObject({ kind: 'tls-refused', by: 'target' })
    expect((await client(listener.port).request(get)).response?.status).toBe(200)
  })
})

describe('TLS refused by Mimicry', () => {
  const refusal = async (identity: Identity, trust = [authority.pem]): Promise<Exchange> => {
    let requests = 0
    const handle = (): Reply => {
      requests += 1
      return ok
    }
    const listener = await start(handle, { tls: { identity: () => identity, clientTrust: [authority.pem] } })
    const exchange = await client(listener.port, { trust }).request(get)
    expect(requests).toBe(0)
    expect(exchange.ending).toMatchObject({ kind: 'tls-refused', by: 'mimicry' })
    expect(exchange.tls?.certificate?.fingerprint256).toMatch(/^[0-9A-F:]{95}$/)
    return exchange
  }

  it('for another authority, another name, or a time that is not now', async () => {
    const day = 86_400_000
    const past = { notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) }
    const future = { notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) }
    const refused = async (identity: Identity): Promise<string | null | undefined> =>
      (await refusal(identity)).tls?.authorizationError
    expect(await refused(await otherAuthority.issue({ domain }))).toMatch(/UNABLE_TO/)
    expect(await refused(await authority.issue({ domain, sans: ['c.example'] }))).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(await refused(await authority.issue({ domain, ...past }))).toBe('CERT_HAS_EXPIRED')
    expect(await refused(await authority.issue({ domain, ...future }))).toBe('CERT_NOT_YET_VALID')
  })

  it('when nothing is trusted', async () => {
    await refusal(server, [])
  })
})

describe('what the listener knows of its clients', () => {
  const seen = async (identity: Identity | null): Promise<InboundRequest> => {
    let request: InboundRequest | undefined
    const listener = await start((inbound) => {
      request = inbound
      return ok
    })
    expect((await client(listener.port, { identity }).request(get)).response?.status).toBe(200)
    if (request === undefined) throw new Error('no request came')
    return request
  }

  it('says of every wrong certificate why it does not authenticate', async () => {
    const day = 86_400_000
    const past = { notBefore: new Date(Date.now() - 2 * day), notAfter: new Date(Date.now() - day) }
    const future = { notBefore: new Date(Date.now() + day), notAfter: new Date(Date.now() + 2 * day) }
    const b = { domain: 'b.example' }
    const reason = async (identity: Identity | null): Promise<string | null> =>
      notAuthenticated('b.example', (await seen(identity)).tls)
    expect(await reason(peer)).toBeNull()
    expect(await reason(await authority.issue({ ...b, sans: ['B.Example'] }))).toBeNull()
    expect(await reason(null)).toContain('no certificate')
    expect(await reason(await otherAuthority.issue(b))).toContain('UNABLE_TO')
    expect(await reason(await authority.issue({ ...b, sans: ['c.example'] }))).toContain('c.example')
    expect(await reason(await authority.issue({ ...b, ...past }))).toContain('CERT_HAS_EXPIRED')
    expect(await reason(await authority.issue({ ...b, ...future }))).toContain('CERT_NOT_YET_VALID')
    expect(await reason(await authority.issue({ ...b, commonNameOnly: true }))).toContain('no name in subjectAltName')
    expect(await reason(await authority.issue({ ...b, sans: ['*.example'] }))).toContain('*.example')
    expect(await reason(await authority.issue({ ...b, usages: ['serverAuth'] }))).toContain('INVALID_PURPOSE')
  })

  it('tells a missing certificate from an untrusted one', async () => {
    expect((await seen(null)).tls).toMatchObject({
      certificate: null,
      authorized: false,
      authorizationError: 'NO_CERTIFICATE',
    })
    const stranger = await otherAuthority.issue({ domain: 'b.example' })
    expect((await seen(stranger)).tls?.certificate?.sans).toEqual(['b.example'])
  })

  it('trusts others when told to', async () => {
    const authorized: (boolean | undefined)[] = []
    const listener = await start((request) => {
      authorized.push(request.tls?.authorized)
      return ok
    })
    const stranger = await otherAuthority.issue({ domain: 'b.example' })
    const one = client(listener.port, { identity: stranger })
    await one.request({ ...get, fresh: true })
    listener.trustClients([otherAuthority.pem])
    await one.request({ ...get, fresh: true })
    expect(authorized).toEqual([false, true])
  })

  it('serves each domain with its own certificate', async () => {
    const others = await authority.issue({ domain: 'c.example' })
    const identity = (name: string | undefined): Identity => (name === 'c.example' ? others : server)
    const listener = await start(() => ok, { tls: { identity, clientTrust: [authority.pem] } })
    const one = client(listener.port)
    for (const host of [domain, 'c.example']) {
      const exchange = await one.request({ ...get, url: `https://${host}/` })
      expect(exchange.tls?.certificate?.sans).toEqual([host])
    }
  })

  it('notes clients that leave without a request', async () => {
    const silences: Silence[] = []
    const wrong = await otherAuthority.issue({ domain })
    const listener = await start(() => ok, {
      tls: { identity: () => wrong, clientTrust: [authority.pem] },
      onSilence: (silence) => silences.push(silence),
    })
    await client(listener.port).request(get)
    await expect
      .poll(() => silences)
      .toMatchObject([{ servername: domain, detail: expect.stringMatching(/without a request|hang up/) }])
  })
})

describe('the listener bounds', () => {
  it('bodies', async () => {
    const seen: [number, boolean][] = []
    const listener = await start(
      (request) => {
        seen.push([request.body.length, request.tooLarge])
        return { status: request.tooLarge ? 413 : 200 }
      },
      { limits: { bodyBytes: 1000 } },
    )
    const one = client(listener.port)
    const post = (size: number): Promise<Exchange> =>
      one.request({ ...get, method: 'POST', body: new Uint8Array(size) })
    expect((await post(1000)).response?.status).toBe(200)
    expect((await post(1001)).response?.status).toBe(413)
    expect((await post(1000)).response?.status).toBe(200)
    expect(seen).toEqual([
      [1000, false],
      [0, true],
      [1000, false],
    ])
  })

  it('the time that a request takes to come in', async () => {
    const recorded: Exchange[] = []
    const listener = await start(() => ok, {
      tls: null,
      limits: { requestMs: 200 },
      onExchange: (exchange) => recorded.push(exchange),
    })
    for (const beginning of [
      'POST /x HTTP/1.1\r\nHost: a',
      'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab',
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let text = ''
        const socket = connectTcp(listener.port, '127.0.0.1', () => socket.write(beginning))
        socket.on('data', (data) => (text += data.toString())).once('close', () => resolve(text))
      })
      expect(answer).toContain('408')
    }
    await expect.poll(() => recorded.map(({ ending }) => ending.kind)).toEqual(['dropped'])
  })

  it('the time that a client takes to read its answer', async () => {
    const recorded: Exchange[] = []
    const listener = await start(() => ({ status: 200, body: new Uint8Array(1 << 26) }), {
      tls: null,
      limits: { requestMs: 200 },
      onExchange: (exchange) => recorded.push(exchange),
    })
    const socket = connectTcp(listener.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'))
    cleanup.push(async () => socket.destroy())
    socket.on('error', () => {}).pause()
    await expect.poll(() => recorded.map(({ ending }) => ending)).toMatchObject([{ kind: 'dropped', phase: 'body' }])
  })

  it('the requests handled at once', async () => {
    const release: (() => void)[] = []
    const handle = (): Promise<Reply> => new Promise((resolve) => release.push(() => resolve(ok)))
    const listener = await start(handle, { limits: { concurrency: 1 } })
    const one = client(listener.port)
    const first = one.request(get)
    await expect.poll(() => release.length).toBe(1)
    const second = await one.request(get)
    expect(second.response?.status).toBe(503)
    expect(headerValues(second.response ?? { headers: [] }, 'retry-after')).toEqual(['1'])
    release[0]?.()
    expect((await first).response?.status).toBe(200)
  })

  it('the connections open', async () => {
    const listener = await start(() => ({ hang: true }), { limits: { connections: 1 } })
    const first = client(listener.port).request(get)
    await expect.poll(() => listener.connections).toBe(1)
    expect((await client(listener.port).request(get)).ending.kind).toBe('dropped')
    await listener.close()
    expect((await first).ending.kind).toBe('dropped')
  })
})

describe('the listener', () => {
  it('answers late when told to, and tells the handler when the client has gone', async () => {
    const signals: AbortSignal[] = []
    const listener = await start((request) => {
      signals.push(request.signal)
      return { ...ok, delayMs: 100 }
    })
    const exchange = await client(listener.port).request(get)
    expect(exchange.response?.status).toBe(200)
    expect(exchange.durationMs).toBeGreaterThanOrEqual(95)
    await client(listener.port, { timeoutMs: 50 }).request({ ...get, fresh: true })
    await expect.poll(() => signals[1]?.aborted).toBe(true)
  })

  it('answers 500 with a reason when its handler throws', async () => {
    const listener = await start(() => {
      throw new Error('lost my place')
    })
    const exchange = await client(listener.port).request(get)
    expect(exchange.response?.status).toBe(500)
    expect(Buffer.from(exchange.response?.body ?? []).toString()).toContain('lost my place')
  })

  it('ends hanging and kept-alive connections at once when closed', async () => {
    const recorded: Exchange[] = []
    const reply = (request: InboundRequest): Reply => (request.path === '/hang' ? { hang: true } : ok)
    const listener = await start(reply, { onExchange: (exchange) => recorded.push(exchange) })
    const one = client(listener.port)
    await one.request(get)
    const hanging = client(listener.port).request({ ...get, url: `https://${domain}/hang` })
    await expect.poll(() => listener.connections).toBe(2)
    await listener.close()
    expect((await hanging).ending.kind).toBe('dropped')
    await expect.poll(() => recorded.map(({ ending }) => ending.kind)).toEqual(['answered', 'aborted'])
    const again = await listen({ port: listener.port, tls: null, handle: () => ok })
    await again.close()
  })

  it('says which address it cannot have', async () => {
    const listener = await start(() => ok)
    await expect(listen({ port: listener.port, tls: null, handle: () => ok })).rejects.toThrow(
      `cannot listen on 127.0.0.1:${listener.port}`,
    )
  })
})
