import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encode } from '../codec/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { createAuthority, type Authority } from '../transport/certificates.js'
import { wellKnown } from '../transport/directory.js'
import { headerValues } from '../transport/exchange.js'
import { type InboundRequest, listen, type Listener } from '../transport/listener.js'
import { notAuthenticated } from '../transport/names.js'
import { ConsentEntry } from '../wire/consent.js'
import { decodeIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { keyMaterialRequest, type LocalUser, type Rig, startRig } from './test-rig.js'
import { uriBytes } from './uri.js'

/** A peer that answers everything with 201 and the path, and keeps what it was sent. */
async function startPeer(domain: string, authority: Authority, clients: string[], templates: object) {
  const seen: InboundRequest[] = []
  const identity = await authority.issue({ domain })
  const listener: Listener = await listen({
    tls: { identity: () => identity, clientTrust: clients },
    handle(request) {
      if (request.path === wellKnown) return { status: 200, body: Buffer.from(JSON.stringify(templates)) }
      seen.push(request)
      return { status: 201, body: Buffer.from(request.path) }
    },
  })
  return { domain, seen, listener, facts: { domain, host: '127.0.0.1', port: listener.port, assetHost: false } }
}

describe.each(drafts)('as a client in %s', (draft: Draft) => {
  let rig: Rig
  let alice: LocalUser
  let hub: Awaited<ReturnType<typeof startPeer>>
  let other: Awaited<ReturnType<typeof startPeer>>
  let false1: Awaited<ReturnType<typeof startPeer>>
  let false2: Awaited<ReturnType<typeof startPeer>>
  beforeAll(async () => {
    rig = await startRig(draft)
    const { authority } = rig
    const templates = (domain: string) => ({
      keyMaterial: `https://${domain}/km/{x}/end`,
      update: `https://${domain}/v1/update{roomId}`,
      requestConsent: `https://${domain}/rc/{targetUser}`,
      updateConsent: `https://${domain}/uc/{requesterDomain}`,
      unknown: 7,
    })
    const start = (domain: string, by = authority, named = domain) =>
      startPeer(named, by, [authority.pem], templates(domain)).then((peer) => ({
        ...peer,
        facts: { ...peer.facts, domain },
      }))
    hub = await start('hub.example')
    other = await start('other.example')
    false1 = await start('false1.example', await createAuthority('stranger'))
    false2 = await start('false2.example', authority, 'somebody.example')
    const peers = [hub, other, false1, false2].map(({ facts }) => facts)
    await rig.drive('ready', { draft, peers, trustAnchors: [authority.pem], userTrustAnchors: [] })
    alice = await rig.user('alice')
  })
  afterAll(async () => {
    await rig.close()
    await Promise.all([hub, other, false1, false2].map(({ listener }) => listener.close()))
  })

  const submit = async (action: 'keyMaterial' | 'requestConsent' | 'updateConsent', to: string, body: Uint8Array) => {
    const device = alice.devices[0]?.clientUri ?? ''
    const told = await rig.drive('submit', { user: alice.uri, device, action, to, body })
    if ('pending' in told) throw new Error('pending')
    return { status: told.status, text: Buffer.from(told.body).toString() }
  }
  const entry = (consentOperation: string, requester: string, target: string) =>
    encode<unknown>(ConsentEntry[draft], {
      consentOperation,
      requesterUri: { uri: uriBytes(requester) },
      targetUri: { uri: uriBytes(target) },
      roomId: null,
      clientKeyPackages: [],
      consent_extensions: { component_data: [] },
    })

  it('names itself, proves it, and takes the template as it is', async () => {
    const target = 'mimi://other.example/u/carol'
    const told = await submit('requestConsent', target, entry('request', alice.uri, target))
    expect(told).toEqual({ status: 201, text: `/rc/${encodeURIComponent(target)}` })
    const request = other.seen.at(-1)
    expect(request?.host).toBe('other.example')
    expect(request && headerValues(request, 'From')).toEqual([`mimi@${rig.provider.domain}`])
    expect(notAuthenticated(rig.provider.domain, request?.tls ?? null)).toBeNull()
    expect(Buffer.from(request?.body ?? [])).toEqual(Buffer.from(entry('request', alice.uri, target)))
  })

  it('asks for key material through the hub of the room, and without a room directly', async () => {
    const target = 'mimi://other.example/u/carol'
    const room = 'mimi://hub.example/r/1'
    const body = (roomId: string) => keyMaterialRequest(draft, '', target, { requester: alice.uri, room: roomId })
    const path = `/km/${encodeURIComponent(target)}/end`
    const before = other.seen.length
    expect(await submit('keyMaterial', room, body(room))).toEqual({ status: 201, text: path })
    expect([hub.seen.length, other.seen.length]).toEqual([1, before])
    expect(await submit('keyMaterial', target, body(''))).toEqual({ status: 201, text: path })
    expect([hub.seen.length, other.seen.length]).toEqual([1, before + 1])
    await expect(submit('keyMaterial', room, body(''))).rejects.toThrow(/roomId/)
  })

  it("does not speak to a peer whose certificate is another's or nobody's", async () => {
    for (const peer of [false1, false2]) {
      const target = `mimi://${peer.facts.domain}/u/mallory`
      expect((await submit('requestConsent', target, entry('request', alice.uri, target))).status).toBe(502)
      expect(peer.seen).toEqual([])
    }
  })

  it('lets no client speak for another user, nor send what is malformed', async () => {
    const target = 'mimi://other.example/u/carol'
    const before = other.seen.length
    const foreign = entry('request', `mimi://${rig.provider.domain}/u/else`, target)
    await expect(submit('requestConsent', target, foreign)).rejects.toThrow(/requesterUri/)
    await expect(submit('requestConsent', target, foreign.subarray(0, -2))).rejects.toThrow(/truncated/)
    expect(other.seen.length).toBe(before)
  })

  it('records what its user decides', async () => {
    const bob = 'mimi://hub.example/u/bob'
    await rig.drive('setConsent', { user: alice.uri, decision: 'deny', requester: 'everyone' })
    const peer = await rig.peer('hub.example')
    const status = async () => {
      const { response } = await peer.keyMaterial(alice.uri, { requester: bob })
      return decodeIn(KeyMaterialResponse, draft, response?.body ?? new Uint8Array()).userStatus
    }
    expect(await status()).toBe('noConsent')
    expect((await submit('updateConsent', bob, entry('grant', bob, alice.uri))).text).toBe('/uc/hub.example')
    expect(await status()).toBe('success')
    await submit('updateConsent', bob, entry('revoke', bob, alice.uri))
    expect(await status()).toBe('noConsent')
  })

  it('handles itself what is asked of it', async () => {
    const { uri } = await rig.user('neighbour')
    expect((await submit('requestConsent', uri, entry('request', alice.uri, uri))).status).toBe(201)
    const body = keyMaterialRequest(draft, '', uri, { requester: alice.uri })
    expect((await submit('keyMaterial', uri, body)).status).toBe(200)
  })
})
