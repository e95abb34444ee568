import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { consentEntry, keyMaterialRequest } from './builders.js'
import { encodeRequest } from './endpoints.js'
import { openNetwork, testSession, type TestTarget } from './test-rig.js'

let target: TestTarget
beforeAll(async () => {
  target = await openNetwork({ oddDomains: ['odd1-06.example', 'odd2-06.example'] })
})
afterAll(() => target.close())

const urlOf = (domain: string, action: string, value: string) =>
  `https://${domain}/v1/${action}/${encodeURIComponent(value)}`

describe('the network', () => {
  it('tells where every domain is, and which hosts assets', () => {
    const { facts } = target.network
    expect(facts.map(({ domain }) => domain)).toEqual(
      expect.arrayContaining(['b-06.example', 'c-06.example', 'd-06.example', 'odd2-06.example', 'expired-06.example']),
    )
    expect(facts.filter(({ assetHost }) => assetHost).map(({ domain }) => domain)).toEqual(['assets-06.example'])
    expect(new Set(facts.map(({ host }) => host))).toEqual(new Set(['127.0.0.1']))
  })

  it('presents each domain a certificate of its own, on one listener', async () => {
    for (const domain of ['b-06.example', 'c-06.example']) {
      const { response, tls } = await target.request('GET', `https://${domain}/.well-known/mimi-protocol-directory`)
      expect(tls?.certificate?.sans).toEqual([domain])
      expect(JSON.parse(Buffer.from(response?.body ?? []).toString())).toMatchObject({
        notify: `https://${domain}/v1/notify/{roomId}`,
      })
    }
  })

  it('has nothing at a path that no directory names', async () => {
    const exchange = await target.request('GET', 'https://b-06.example/')
    expect(exchange.response?.status).toBe(404)
  })
})

describe('an inbound request', () => {
  it('belongs to the check whose user it names, in the path or in the body', async () => {
    const [one, two] = [testSession('one'), testSession('two')]
    const b = target.network.peer('b', one)
    const [alice, bob] = [b.user(), target.network.peer('b', two).user()]
    const entry = { operation: 'request', requester: 'mimi://a-06.example/u/x', target: alice.uri } as const
    const body = encodeRequest('requestConsent', '06', consentEntry(entry))
    await target.request('POST', urlOf('b-06.example', 'requestConsent', alice.uri), body)
    const about = encodeRequest('requestConsent', '06', consentEntry({ ...entry, target: bob.uri }))
    await target.request('POST', urlOf('b-06.example', 'requestConsent', 'mimi://b-06.example/u/stranger'), about)
    expect(b.requests().map(({ about: user }) => user)).toEqual([alice.uri])
    expect(one.exchanges.map(({ owner, direction }) => [owner, direction])).toEqual([['one', 'in']])
    expect(two.exchanges.map(({ owner }) => owner)).toEqual(['two'])
  })

  it('that nobody owns is kept apart', async () => {
    await target.request('POST', urlOf('c-06.example', 'notify', 'mimi://c-06.example/r/nobodys'), Uint8Array.of(1))
    expect(target.network.unclaimed.at(-1)).toMatchObject({ action: 'notify', peer: 'c-06.example' })
  })

  it('that is malformed is refused and handed to its check as such', async () => {
    const session = testSession('malformed')
    const room = target.network.peer('b', session).roomUri()
    const exchange = await target.request('POST', urlOf('b-06.example', 'notify', room), Uint8Array.of(1, 2))
    expect(exchange.response?.status).toBe(400)
    expect(session.malformations).toMatchObject([{ struct: 'NotifyBody', error: { code: 'truncated' } }])
  })

  it('is awaited before or after it comes, and returned once', async () => {
    const session = testSession('waiting')
    const c = target.network.peer('c', session)
    const user = c.user()
    const url = urlOf('c-06.example', 'requestConsent', user.uri)
    const coming = c.request({ action: 'requestConsent', about: user.uri }, 5000)
    await target.request('POST', url)
    expect(await coming).toMatchObject({ about: user.uri })
    expect(await c.request({ action: 'requestConsent' })).toBeNull()
    await target.request('POST', url)
    expect(await c.request({ action: 'requestConsent' })).toMatchObject({ about: user.uri })
  })
})

describe('a well-behaved peer', () => {
  it('hands out key packages of its users, and knows nobody else', async () => {
    const session = testSession('keys')
    const b = target.network.peer('b', session)
    const [alice, requester] = [b.user({ devices: 2 }), b.user()]
    const ask = async (user: string) => {
      const body = encodeRequest('keyMaterial', '06', keyMaterialRequest('06', { requester, target: user }))
      const { response } = await target.request('POST', urlOf('b-06.example', 'keyMaterial', user), body)
      return decodeIn(KeyMaterialResponse, '06', response?.body ?? new Uint8Array())
    }
    expect(await ask(alice.uri)).toMatchObject({ userStatus: 'success', clients: { length: 2 } })
    expect(await ask('mimi://b-06.example/u/nobody')).toMatchObject({ userStatus: 'userUnknown', clients: [] })
  })

  it('answers as a check has scripted for its own room, and for no other', async () => {
    const [one, two] = [testSession('script'), testSession('other-script')]
    const b = target.network.peer('b', one)
    const [scripted, ordinary] = [b.user().uri, target.network.peer('b', two).user().uri]
    b.answer({ action: 'requestConsent', about: scripted }, { status: 503, headers: [['Retry-After', '1']] })
    const status = async (user: string) => {
      const body = encodeRequest(
        'requestConsent',
        '06',
        consentEntry({ operation: 'request', requester: 'mimi://a-06.example/u/x', target: user }),
      )
      return (await target.request('POST', urlOf('b-06.example', 'requestConsent', user), body)).response?.status
    }
    expect([await status(scripted), await status(ordinary)]).toEqual([503, 201])
    target.network.release(one)
    expect(await status(scripted)).toBe(201)
  })
})

describe('an odd peer', () => {
  it('publishes what its lessee wants, which leads to where it says', async () => {
    const session = testSession('odd')
    const [first, second] = [await target.network.lease(session), await target.network.lease(session)]
    first.directory({ ...first.ordinary, notify: `https://${second.domain}/elsewhere{roomId}`, novelty: 'x' })
    const { response } = await target.request('GET', `https://${first.domain}/.well-known/mimi-protocol-directory`)
    expect(JSON.parse(Buffer.from(response?.body ?? []).toString())).toMatchObject({ novelty: 'x' })
    await target.request('POST', `https://${second.domain}/elsewhere${encodeURIComponent('mimi://b/r/1')}`)
    expect(second.requests()).toMatchObject([{ action: 'notify', about: 'mimi://b/r/1' }])
    target.network.release(session)
  })

  it('is leased to one check at a time', async () => {
    const [one, two] = [testSession('first'), testSession('second')]
    const held = [await target.network.lease(one), await target.network.lease(one)]
    const waiting = target.network.lease(two)
    target.network.release(one)
    expect(held.map(({ domain }) => domain)).toContain((await waiting).domain)
    target.network.release(two)
  })

  it('ends a wait for one with the check that waits', async () => {
    const [one, two] = [testSession('holder'), testSession('given-up')]
    await Promise.all([target.network.lease(one), target.network.lease(one)])
    const waiting = target.network.lease(two)
    two.end.abort(new Error('deadline'))
    await expect(waiting).rejects.toThrow('deadline')
    target.network.release(one)
  })
})

describe('a peer with a wrong certificate', () => {
  it.each([
    ['other-authority', 'mimicry'],
    ['expired', 'mimicry'],
    ['not-yet-valid', 'mimicry'],
    ['other-domain', 'mimicry'],
  ] as const)('%s is not taken for its domain', async (kind, by) => {
    const peer = await target.network.wrong(kind, testSession(kind))
    const { ending } = await target.request('GET', `https://${peer.domain}/.well-known/mimi-protocol-directory`)
    expect(ending).toMatchObject({ kind: 'tls-refused', by })
    expect(peer.requests()).toEqual([])
  })

  it('is absent with a reason where no authority can make it', async () => {
    const bare = await openNetwork({ identities: [{ domain: 'b-06.example', cert: '', key: '' }] })
    await expect(bare.network.wrong('expired', testSession('bare'))).rejects.toThrow(/cannot be made/)
    expect(() => bare.network.peer('c', testSession('bare'))).toThrow(/no certificate was supplied/)
    await bare.close()
  })
})
