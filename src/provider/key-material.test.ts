import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drafts } from '../drafts/ids.js'
import { decodeIn, type ValueIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { type KeyMaterialOptions, type Peer, type Rig, startRig } from './test-rig.js'

type Answer = ValueIn<typeof KeyMaterialResponse>
const day = 86_400
const now = () => Math.floor(Date.now() / 1000)

describe.each(drafts)('key material in %s', (draft) => {
  let rig: Rig
  let b: Peer
  let c: Peer
  beforeAll(async () => {
    rig = await startRig(draft)
    b = await rig.peer('b.example')
    c = await rig.peer('c.example')
  })
  afterAll(() => rig.close())

  const ask = async (peer: Peer, target: string, options?: KeyMaterialOptions): Promise<Answer> => {
    const exchange = await peer.keyMaterial(target, options)
    expect(exchange.ending.kind).toBe('answered')
    expect(exchange.response?.status).toBe(200)
    return decodeIn(KeyMaterialResponse, draft, exchange.response?.body ?? new Uint8Array())
  }
  const keyPackages = (answer: Answer) =>
    answer.clients.flatMap((client) =>
      'keyPackage' in client ? [Buffer.from(client.keyPackage.init_key).toString('hex')] : [],
    )

  it('supplies every device once, then says that it has nothing', async () => {
    const { uri } = await rig.user('alice', 2, 2)
    const first = await ask(b, uri)
    expect(first.userStatus).toBe('success')
    expect(first.clients).toHaveLength(2)
    const second = await ask(c, uri)
    const all = [...keyPackages(first), ...keyPackages(second)]
    expect(new Set(all).size).toBe(4)
    const third = await ask(b, uri)
    expect(third.userStatus).toBe('noCompatibleMaterial')
    expect(third.clients.map(({ clientStatus }) => clientStatus)).toEqual([
      'keyMaterialExhausted',
      'keyMaterialExhausted',
    ])
  })

  it('gives no key package to two of many at once', async () => {
    const { uri } = await rig.user('wanted', 1, 10)
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => ask(index % 2 ? b : c, uri)))
    const all = answers.flatMap(keyPackages)
    expect(all).toHaveLength(10)
    expect(new Set(all).size).toBe(10)
  })

  it('keeps expired and not yet valid ones back', async () => {
    const old = await rig.user('old', 1, 1, { notBefore: now() - 2 * day, notAfter: now() - day })
    expect((await ask(b, old.uri)).userStatus).toBe('noCompatibleMaterial')
    const early = await rig.user('early', 1, 1, { notBefore: now() + day, notAfter: now() + 2 * day })
    expect((await ask(b, early.uri)).clients.map(({ clientStatus }) => clientStatus)).toEqual(['keyMaterialExhausted'])
  })

  it('tells suites and capabilities that do not fit, and keeps the stock', async () => {
    const { uri } = await rig.user('picky', 1, 1)
    const other = await ask(b, uri, { suites: [2, 3] })
    expect(other.userStatus).toBe('noCompatibleMaterial')
    expect(other.clients.map(({ clientStatus }) => clientStatus)).toEqual(['nothingCompatible'])
    expect((await ask(b, uri, { extensions: [0xf123] })).userStatus).toBe('noCompatibleMaterial')
    expect((await ask(b, uri)).userStatus).toBe('success')
  })

  it('knows unknown, deleted and other protocols', async () => {
    expect((await ask(b, `mimi://${rig.provider.domain}/u/nobody`)).userStatus).toBe('userUnknown')
    const { uri } = await rig.user('gone')
    await rig.drive('deleteUser', { user: uri })
    const gone = await ask(b, uri)
    expect([gone.userStatus, gone.clients]).toEqual(['userDeleted', []])
    const odd = await b.post('keyMaterial', uri, Uint8Array.of(255, 1, 2))
    expect(decodeIn(KeyMaterialResponse, draft, odd.response?.body ?? new Uint8Array()).userStatus).toBe(
      'incompatibleProtocol',
    )
  })

  it('minds consent and its scope', async () => {
    const { uri } = await rig.user('shy', 1, 5)
    const [bob, room, other] = ['mimi://b.example/u/bob', 'mimi://b.example/r/1', 'mimi://b.example/r/2']
    await rig.drive('setConsent', { user: uri, decision: 'deny', requester: 'everyone' })
    expect((await ask(b, uri)).userStatus).toBe('noConsent')
    await rig.drive('setConsent', { user: uri, decision: 'grant', requester: bob, room })
    expect((await ask(b, uri, { room })).userStatus).toBe('success')
    expect((await ask(b, uri, { room: other })).userStatus).toBe('noConsentForThisRoom')
    await rig.drive('setConsent', { user: uri, decision: 'deny', requester: bob, room })
    expect((await ask(b, uri, { room })).userStatus).toBe('noConsent')
  })

  it('lets nobody but its provider or the hub of the room speak for a user', async () => {
    const { uri } = await rig.user('fetched', 1, 5)
    const bob = 'mimi://b.example/u/bob'
    expect((await ask(c, uri, { requester: bob })).userStatus).toBe('noConsent')
    expect((await ask(c, uri, { requester: bob, room: 'mimi://c.example/r/1' })).userStatus).toBe('success')
    expect((await ask(b, uri, { requester: bob, room: 'mimi://c.example/r/1' })).userStatus).toBe('noConsent')
    expect((await ask(b, uri, { room: `mimi://${rig.provider.domain}/r/1` })).userStatus).toBe('success')
  })

  it('refuses an empty list of suites, and path and body that differ', async () => {
    const { uri } = await rig.user('strict')
    const path = (await rig.user('other')).uri
    expect((await b.keyMaterial(uri, { path })).response?.status).toBe(400)
    const body = Buffer.concat([
      Uint8Array.of(1),
      ...['mimi://b.example/u/bob', uri, ''].map((each) =>
        Buffer.concat([Uint8Array.of(each.length), Buffer.from(each)]),
      ),
      Uint8Array.of(0, 0, 0, 0),
      draft === '06' ? Uint8Array.of(0, 0, 1, 0, 0) : Uint8Array.of(),
    ])
    expect((await b.post('keyMaterial', uri, body)).response?.status).toBe(400)
    expect((await ask(b, uri)).userStatus).toBe('success')
  })

  it.runIf(draft === '06')('verifies the signature and whose credential it is', async () => {
    const { uri } = await rig.user('guarded')
    expect((await ask(b, uri, { breakSignature: true })).userStatus).toBe('noConsent')
    expect((await ask(b, uri, { signAs: 'mimi://b.example/u/mallory' })).userStatus).toBe('noConsent')
    expect((await ask(b, uri)).userStatus).toBe('success')
  })
})
