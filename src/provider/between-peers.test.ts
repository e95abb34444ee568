import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { drafts } from '../drafts/ids.js'
import { defaultReadings as readings } from '../drafts/readings.js'
import { createDevice } from '../mls/device.js'
import { createGroup } from '../mls/engine.js'
import { ExternalSender, KeyPackage, MLSMessage } from '../mls/wire/index.js'
import { wellKnown } from '../transport/directory.js'
import { headerValues } from '../transport/exchange.js'
import { type InboundRequest, listen, type Listener, type Reply } from '../transport/listener.js'
import { decodeIn, encodeIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { FanoutMessage } from '../wire/notify.js'
import { appRules, roomExtensions, standardRole } from '../wire/room-state/index.js'
import { SubmitMessageRequest } from '../wire/submit-message.js'
import { keyMaterialRequest, type LocalUser, type Peer, type Rig, startRig } from './test-rig.js'
import { uriBytes } from './uri.js'

/** A peer that other tests script: what it was asked, and how it answers. */
async function startPeer(rig: Rig, domain: string, assetHost = false) {
  const seen: InboundRequest[] = []
  const identity = await rig.authority.issue({ domain })
  const peer = { seen, answer: (_request: InboundRequest): Reply => ({ status: 404 }) }
  const templates = Object.fromEntries(
    ['keyMaterial', 'notify', 'proxyDownload'].map((action) => [action, `https://${domain}/${action}/{x}`]),
  )
  const listener: Listener = await listen({
    tls: { identity: () => identity, clientTrust: [rig.authority.pem] },
    handle(request) {
      if (request.path === wellKnown) return { status: 200, body: Buffer.from(JSON.stringify(templates)) }
      seen.push(request)
      return peer.answer(request)
    },
  })
  const facts = { domain, host: '127.0.0.1', port: listener.port, assetHost }
  return Object.assign(peer, { domain, listener, facts })
}

describe.each(drafts)('between its peers, in %s, the provider', (draft) => {
  let rig: Rig
  let alice: LocalUser
  let b: Peer
  let follower: Awaited<ReturnType<typeof startPeer>>
  let third: Awaited<ReturnType<typeof startPeer>>
  let assets: Awaited<ReturnType<typeof startPeer>>
  let room = ''
  const bob = 'mimi://b.example/u/bob'
  const cathy = 'mimi://c.example/u/cathy'

  beforeAll(async () => {
    rig = await startRig(draft)
    follower = await startPeer(rig, 'b.example')
    third = await startPeer(rig, 'c.example')
    assets = await startPeer(rig, 'assets.c.example', true)
    const peers = [follower, third, assets].map(({ facts }) => facts)
    await rig.drive('ready', { draft, peers, trustAnchors: [rig.authority.pem], userTrustAnchors: [] })
    alice = await rig.user('alice')
    b = await rig.peer('b.example')
    room = await openRoom()
  })
  afterAll(async () => {
    await rig.close()
    await Promise.all([follower, third, assets].map(({ listener }) => listener.close()))
  })

  /** Alice's room, with Bob in it. */
  async function openRoom(): Promise<string> {
    const prepared = await rig.drive('prepareRoom', { creator: alice.uri, cipherSuite: 1, kind: 'plain' })
    const participants = [alice.uri, bob].map((user) => ({ user, role: standardRole(draft, 'admin') }))
    const externalSenders = [decode(ExternalSender, prepared.externalSender)]
    const start = { participants, externalSenders, components: prepared.components }
    const [device = createDevice({ draft, userUri: alice.uri, clientUri: 'none' })] = alice.devices
    const extensions = roomExtensions(draft, start, readings)
    const group = await createGroup(device, { groupId: uriBytes('g'), extensions, app: appRules(readings) })
    const [bundle] = createDevice({ draft, userUri: bob, clientUri: 'mimi://b.example/d/bob-1' }).keyPackages(1)
    const { groupInfo, ratchetTree } = await group.commit({ add: bundle ? [bundle.bytes] : [] })
    const devices = [{ user: alice.uri, device: device.clientUri, leaf: 0 }]
    await rig.drive('createRoom', { room: prepared.room, groupInfo, ratchetTree, participants, devices })
    return prepared.room
  }

  const answered = (clients: readonly KeyPackage[]) =>
    encodeIn(KeyMaterialResponse, draft, {
      protocol: 'mls10',
      userStatus: 'success',
      userUri: { uri: uriBytes(cathy) },
      clients: clients.map((keyPackage) => ({
        clientStatus: 'success' as const,
        clientUri: { uri: uriBytes('mimi://c.example/d/1') },
        keyPackage,
      })),
    })

  it("passes a participant's request for key material on as it is, and the answer back", async () => {
    const [bundle] = createDevice({ draft, userUri: cathy, clientUri: 'mimi://c.example/d/1' }).keyPackages(1)
    const keyPackage = decode(KeyPackage, bundle?.bytes ?? new Uint8Array())
    const body = answered([keyPackage])
    third.answer = () => ({ status: 200, body })
    const request = keyMaterialRequest(draft, 'b.example', cathy, { room })
    const { response } = await b.post('keyMaterial', cathy, request)
    expect([response?.status, Buffer.from(response?.body ?? [])]).toEqual([200, Buffer.from(body)])
    const asked = third.seen.at(-1)
    expect(asked?.path).toBe(`/keyMaterial/${encodeURIComponent(cathy)}`)
    expect(asked?.from).toEqual([`mimi@${rig.provider.domain}`])
    expect(Buffer.from(asked?.body ?? [])).toEqual(Buffer.from(request))
  })

  it('passes nothing on for others, or for rooms that it does not host', async () => {
    const before = third.seen.length
    const status = async (options: { requester?: string; room: string }) => {
      const { response } = await b.post('keyMaterial', cathy, keyMaterialRequest(draft, 'b.example', cathy, options))
      return decodeIn(KeyMaterialResponse, draft, response?.body ?? new Uint8Array()).userStatus
    }
    expect(await status({ room, requester: 'mimi://b.example/u/else' })).toBe('noConsent')
    expect(await status({ room, requester: 'mimi://c.example/u/dave' })).toBe('noConsent')
    expect(await status({ room: `mimi://${rig.provider.domain}/r/none` })).toBe('noConsent')
    expect(third.seen.length).toBe(before)
  })

  it('tells when the other provider gives no answer that can be passed on', async () => {
    const ask = async () =>
      (await b.post('keyMaterial', cathy, keyMaterialRequest(draft, 'b.example', cathy, { room }))).response?.status
    third.answer = () => ({ status: 503 })
    expect(await ask()).toBe(503)
    third.answer = () => ({ status: 200, body: Buffer.from('nonsense') })
    expect(await ask()).toBe(502)
  })

  it('notifies until it is told 201, with the same body', async () => {
    const statuses = [500, 200, 201]
    follower.answer = () => ({ status: statuses.shift() ?? 201 })
    const content = { group_id: uriBytes('g'), epoch: 1n, content_type: 'application' as const }
    const sealed = {
      authenticated_data: Uint8Array.of(0),
      encrypted_sender_data: Uint8Array.of(1),
      ciphertext: Uint8Array.of(2),
    }
    const appMessage: MLSMessage = { version: 1, wire_format: 2, private_message: { ...content, ...sealed } }
    const body = encodeIn(SubmitMessageRequest, draft, {
      protocol: 'mls10',
      appMessage,
      sendingUri: { uri: uriBytes(bob) },
    })
    expect((await b.post('submitMessage', room, body)).response?.status).toBe(200)
    for (let turn = 0; follower.seen.length < 3 && turn < 500; turn += 1) await new Promise((go) => setTimeout(go, 5))
    expect(follower.seen.map(({ path }) => path)).toEqual(Array(3).fill(`/notify/${encodeURIComponent(room)}`))
    const [first, ...more] = follower.seen.map((request) => Buffer.from(request.body).toString('hex'))
    expect(more).toEqual([first, first])
    const event = decodeIn(FanoutMessage, draft, follower.seen[0]?.body ?? new Uint8Array())
    expect(encode(MLSMessage[draft], event.message)).toEqual(encode(MLSMessage[draft], appMessage))
  })

  describe.runIf(draft === '06')('as a proxy', () => {
    const get = async (url: string) =>
      (await b.get(`https://${rig.provider.domain}:${rig.provider.port}/v1/proxyDownload/${encodeURIComponent(url)}`))
        .response

    it('serves what an asset host has, and says nothing of who wants it', async () => {
      assets.answer = () => ({ status: 200, headers: [['Content-Type', 'image/png']], body: Buffer.of(0, 255, 1) })
      const response = await get('https://assets.c.example/some%2Fthing?size=1&x=%20')
      expect([response?.status, ...(response?.body ?? [])]).toEqual([200, 0, 255, 1])
      expect(response && headerValues(response, 'content-type')).toEqual(['image/png'])
      const [asked] = assets.seen
      expect(asked?.path).toBe('/some%2Fthing?size=1&x=%20')
      expect(asked?.headers.map(([name]) => name.toLowerCase()).filter((name) => name !== 'connection')).toEqual([
        'host',
      ])
    })

    it('reaches no other host, scheme or redirection', async () => {
      const before = [follower, third, assets].map(({ seen }) => seen.length)
      for (const url of [
        'https://c.example/x',
        'https://c.example@b.example/x',
        'https://assets.c.example@b.example/x',
        'https://user@assets.c.example/x',
        'http://assets.c.example/x',
        'https://127.0.0.1/x',
        'file:///etc/hosts',
      ]) {
        expect([url, (await get(url))?.status]).toEqual([url, 403])
      }
      expect((await get('no URL'))?.status).toBe(400)
      expect([follower, third, assets].map(({ seen }) => seen.length)).toEqual(before)
      assets.answer = () => ({ status: 302, headers: [['Location', 'https://c.example/x']] })
      const moved = await get('https://assets.c.example/moved')
      expect([moved?.status, moved && headerValues(moved, 'location')]).toEqual([502, []])
      expect(third.seen.length).toBe(before[1])
      assets.answer = () => ({ status: 404, body: Buffer.from('<h1>gone</h1>') })
      expect((await get('https://assets.c.example/gone'))?.status).toBe(404)
      assets.answer = () => ({ cut: true })
      expect((await get('https://assets.c.example/cut'))?.status).toBe(502)
    })

    it("asks the hub of the room for its own users' assets", async () => {
      follower.answer = () => ({ status: 200, body: Buffer.from('an asset') })
      const url = 'https://assets.c.example/x'
      const told = await rig.drive('submit', {
        user: alice.uri,
        device: alice.devices[0]?.clientUri ?? '',
        action: 'proxyDownload',
        to: 'mimi://b.example/r/1',
        body: Buffer.from(url),
      })
      expect('status' in told && [told.status, Buffer.from(told.body).toString()]).toEqual([200, 'an asset'])
      expect(follower.seen.at(-1)).toMatchObject({ method: 'GET', path: `/proxyDownload/${encodeURIComponent(url)}` })
    })
  })

  it('starts again with what it had', async () => {
    await rig.drive('restart', {})
    third.answer = () => ({ status: 200, body: answered([]) })
    const { response } = await b.post('keyMaterial', cathy, keyMaterialRequest(draft, 'b.example', cathy, { room }))
    expect(response?.status).toBe(200)
  })
})
