import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drafts } from '../drafts/ids.js'
import { createAuthority, type Identity } from '../transport/certificates.js'
import { type Client, createClient } from '../transport/client.js'
import type { Exchange, Headers } from '../transport/exchange.js'
import { listen, type Listener } from '../transport/listener.js'
import { type Peer, type Rig, startRig } from './test-rig.js'

const from: Headers = [['From', 'mimi@b.example']]

describe('the gate', () => {
  let rig: Rig
  let b: Peer
  beforeAll(async () => {
    rig = await startRig('06')
    b = await rig.peer('b.example')
  })
  afterAll(() => rig.close())

  const as = async (identity: Identity | null, headers = from): Promise<Exchange> => {
    const { host, port, trustAnchor, directory } = rig.provider
    const resolve = (url: URL) => ({ host, port, servername: url.hostname })
    const client: Client = createClient({ identity, trust: [trustAnchor], timeoutMs: 5000, resolve })
    const exchange = await client.request({ method: 'GET', url: directory, headers, peer: 'b.example' })
    await client.close()
    return exchange
  }

  it('asks for a certificate of the provider that From names, from a trusted authority', async () => {
    const { authority } = rig
    const stranger = await createAuthority('stranger')
    const status = async (identity: Identity | null) => (await as(identity)).response?.status
    expect(await status(await authority.issue({ domain: 'b.example' }))).toBe(200)
    expect(await status(await authority.issue({ domain: 'B.Example' }))).toBe(200)
    expect(await status(await authority.issue({ domain: 'c.example' }))).toBe(403)
    expect(await status(await stranger.issue({ domain: 'b.example' }))).toBe(403)
    expect(await status(await authority.issue({ domain: 'b.example', notAfter: new Date(Date.now() - 60_000) }))).toBe(
      403,
    )
    expect(await status(null)).toBe(403)
  })

  it('takes anchors from ready for connections to come', async () => {
    const other = await createAuthority('other')
    const identity = await other.issue({ domain: 'b.example' })
    expect((await as(identity)).response?.status).toBe(403)
    const anchors = [rig.authority.pem, other.pem]
    await rig.drive('ready', { draft: '06', peers: [], trustAnchors: anchors, userTrustAnchors: [] })
    expect((await as(identity)).response?.status).toBe(200)
  })

  it.each([
    ['none', []],
    ['another local part', [['From', 'other@b.example']]],
    ['a display name', [['From', 'MIMI <mimi@b.example>']]],
    ['two', [...from, ...from]],
  ] as [string, Headers][])('refuses a From header that names no provider: %s', async (_what, headers) => {
    expect((await b.get(rig.provider.directory, headers)).response?.status).toBe(400)
  })

  it('reads Host without its port', async () => {
    const { directory, domain } = rig.provider
    const status = async (host: string) => (await b.get(directory, [...from, ['Host', host]])).response?.status
    expect(await status(domain)).toBe(200)
    expect(await status(`${domain.toUpperCase()}:8443`)).toBe(200)
    expect(await status('unrelated.example')).toBe(421)
  })

  it('has one method for each endpoint', async () => {
    const { directory } = rig.provider
    const get = await b.get(directory.replace(/\/\.well-known.*/, '/v1/keyMaterial/x'))
    expect(get.response?.status).toBe(405)
    expect(get.response?.headers.find(([name]) => name.toLowerCase() === 'allow')?.[1]).toBe('POST')
    expect((await b.get(directory.replace(/\/\.well-known.*/, '/v1/nothing/x'))).response?.status).toBe(404)
  })

  it('refuses a body that is too long', async () => {
    const refused = await b.post('notify', 'mimi://b.example/r/1', new Uint8Array((1 << 20) + 1))
    expect(refused.response?.status ?? refused.ending.kind).toBe(413)
  })
})

describe.each(drafts)('the directory of %s', (draft) => {
  it('names the endpoints that the draft has, each with one placeholder, on its own port', async () => {
    const rig = await startRig(draft)
    const { response } = await (await rig.peer('b.example')).get(rig.provider.directory)
    const document: unknown = JSON.parse(Buffer.from(response?.body ?? []).toString())
    const base = [
      'keyMaterial',
      'update',
      'notify',
      'submitMessage',
      'groupInfo',
      'requestConsent',
      'updateConsent',
      'identifierQuery',
    ]
    const more = { '01': [], '02ed': ['reportAbuse'], '06': ['reportAbuse', 'proxyDownload'] }
    expect(Object.keys(document ?? {})).toEqual([...base, ...more[draft]])
    for (const url of Object.values(document ?? {})) {
      expect(url).toMatch(new RegExp(`^https://${rig.provider.domain}:${rig.provider.port}/v1/\\w+/\\{\\w+\\}$`))
    }
    await rig.close()
  })
})

it('does not answer in clear text, and frees its ports', async () => {
  const rig = await startRig('06')
  await expect(fetch(`http://127.0.0.1:${rig.provider.port}/`)).rejects.toThrow()
  await rig.close()
  const again: Listener = await listen({ port: rig.provider.port, tls: null, handle: () => ({ status: 204 }) })
  expect(again.port).toBe(rig.provider.port)
  await again.close()
})
