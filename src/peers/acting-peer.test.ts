import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority } from '../transport/certificates.js'
import { headerValues } from '../transport/exchange.js'
import { type InboundRequest, type Listener, listen, type Reply } from '../transport/listener.js'
import { outcomeOf } from './answer.js'
import { encodeResponse, readRequest } from './endpoints.js'
import type { Network } from './network.js'
import { createNetwork } from './peer-network.js'
import { PreparationFailed, Skip } from './preparation.js'
import { targetDomain, testSession } from './test-rig.js'

/** What the target was sent, and what it answers next. */
const sent: InboundRequest[] = []
let replies: Reply[] = []
let listener: Listener
let network: Network

beforeAll(async () => {
  const authority = await createAuthority('target')
  const identity = await authority.issue({ domain: targetDomain })
  listener = await listen({
    tls: { identity: () => identity, clientTrust: [] },
    handle: (request) => {
      sent.push(request)
      return replies.shift() ?? { status: 201 }
    },
  })
  network = await createNetwork({ draft: '06', connectTo: { host: listener.host, port: listener.port } })
  network.trust([authority.pem])
})
afterAll(async () => {
  await network.close()
  await listener.close()
})

const target = 'mimi://a-06.example/u/alice'
const userUnknown: Reply = {
  status: 200,
  body: encodeResponse('keyMaterial', '06', {
    protocol: 'mls10',
    userStatus: 'userUnknown',
    userUri: { uri: new TextEncoder().encode(target) },
    clients: [],
  }),
}

function acting(owner: string) {
  const session = testSession(owner)
  const peer = network.peer('b', session)
  return { session, peer, ask: { requester: peer.user(), target } }
}

describe('a request of a peer', () => {
  it('names its provider, is in the draft, and is on record as valid under its check', async () => {
    const { session, peer, ask } = acting('sends')
    await peer.keyMaterial(ask)
    const request = sent.at(-1)
    expect(request?.from).toEqual(['mimi@b-06.example'])
    expect(request && readRequest('keyMaterial', '06', request.body).error).toBeNull()
    expect(session.exchanges).toMatchObject([
      { owner: 'sends', valid: true, struct: 'KeyMaterialRequest', peer: peer.domain },
    ])
  })

  it('that was tampered with is not on record as valid', async () => {
    const { session, peer, ask } = acting('tampers')
    await peer.keyMaterial({ ...ask, tamper: (body) => body.subarray(0, 5) })
    await peer.keyMaterial({ ...ask, protocol: 255 })
    expect(session.exchanges.map(({ valid }) => valid)).toEqual([false, false])
    expect(sent.slice(-2).map(({ body }) => [body.length, body[0]])).toEqual([
      [5, 1],
      [expect.any(Number), 255],
    ])
  })

  it('has the headers that the check wants in place of its own', async () => {
    const { peer, ask } = acting('headers')
    const headers = { from: ['mimi@b-06.example', 'mimi@c-06.example'], 'Content-Type': null }
    await peer.keyMaterial({ ...ask, headers })
    const request = sent.at(-1) ?? { headers: [], from: [] }
    expect(request.from).toEqual(['mimi@b-06.example', 'mimi@c-06.example'])
    expect(headerValues(request, 'content-type')).toEqual([])
  })
})

describe('an answer', () => {
  it('with a negative code is no preparation and names its judge', async () => {
    const { peer, ask } = acting('negative')
    replies = [userUnknown, userUnknown]
    expect(await peer.keyMaterial(ask)).toMatchObject({ code: 'userUnknown', error: null })
    const failed = peer.keyMaterial(ask).accepted()
    await expect(failed).rejects.toThrow(PreparationFailed)
    await expect(failed).rejects.toThrow(/judged by key-material/)
  })

  it('with a negative code counts as such whatever its status, and another 4xx as a refusal', async () => {
    const { peer, ask } = acting('statuses')
    replies = [
      { ...userUnknown, status: 404 },
      { status: 404, body: new TextEncoder().encode('not here') },
    ]
    const outcomes = [outcomeOf(await peer.keyMaterial(ask)), outcomeOf(await peer.keyMaterial(ask))]
    expect(outcomes).toEqual(['negative', 'refused'])
  })

  it('that does not read strictly is handed to the check', async () => {
    const { session, peer, ask } = acting('unreadable')
    replies = [{ status: 200, body: Uint8Array.of(1, 4, 0x40, 1) }]
    const answer = await peer.keyMaterial(ask)
    expect(outcomeOf(answer)).toBe('unreadable')
    expect(session.malformations).toMatchObject([
      { struct: 'KeyMaterialResponse', exchange: answer.exchange.id, error: { code: 'length-not-minimal' } },
    ])
  })

  it('429 is waited for and repeated with the same bytes', async () => {
    const { peer, ask } = acting('busy')
    replies = [{ status: 429, headers: [['Retry-After', '0']] }, userUnknown]
    expect(await peer.keyMaterial(ask)).toMatchObject({ code: 'userUnknown' })
    const [first, second] = sent.slice(-2)
    expect(Buffer.compare(first?.body ?? new Uint8Array(), second?.body ?? new Uint8Array(1))).toBe(0)
  })

  it('429 for longer than the check lasts is a skip as preparation', async () => {
    const { peer, ask } = acting('too-busy')
    replies = [{ status: 429, headers: [['Retry-After', '3600']] }]
    await expect(peer.keyMaterial(ask).accepted()).rejects.toThrow(Skip)
  })
})

describe('a query in a draft without lists', () => {
  it('is a skip with more than one search', () => {
    const old = network.peer('b', testSession('old', '01'))
    const elements = [{ type: 'handle', value: 'a' } as const, { type: 'email', value: 'b' } as const]
    expect(() => old.identifierQuery({ elements })).toThrow(Skip)
  })
})
