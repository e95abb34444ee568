import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encode } from '../codec/index.js'
import { drafts } from '../drafts/ids.js'
import { keyPackageRef } from '../mls/sign.js'
import { KeyPackage } from '../mls/wire/index.js'
import { decodeIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { FanoutMessage } from '../wire/notify.js'
import { concat, type LocalUser, type Peer, type Rig, startRig } from './test-rig.js'

const bytes = (text: string) => new TextEncoder().encode(text)

describe.each(drafts)('notify in %s', (draft) => {
  let rig: Rig
  let b: Peer
  let c: Peer
  let clock = 1_800_000_000_000n
  beforeAll(async () => {
    rig = await startRig(draft)
    b = await rig.peer('b.example')
    c = await rig.peer('c.example')
  })
  afterAll(() => rig.close())

  const event = (message: object, more: object = {}) =>
    encode<unknown>(FanoutMessage[draft], { timestamp: (clock += 1n), message, ...more })
  const application = (text: string) => {
    const content = { group_id: bytes('g'), epoch: 1n, content_type: 'application', authenticated_data: bytes('') }
    const private_message = { ...content, encrypted_sender_data: bytes('s'), ciphertext: bytes(text) }
    return event({ version: 1, wire_format: 2, private_message }, { frank: null })
  }
  const welcome = (...refs: Uint8Array[]) => {
    const encrypted_group_secrets = { kem_output: bytes('k'), ciphertext: bytes('c') }
    const secrets = refs.map((new_member) => ({ new_member, encrypted_group_secrets }))
    return event(
      { version: 1, wire_format: 3, welcome: { cipher_suite: 1, secrets, encrypted_group_info: bytes('i') } },
      { ratchetTreeOption: { representation: 'full', ratchet_tree: [null] } },
    )
  }
  const refs = async (user: LocalUser) => {
    const { response } = await b.keyMaterial(user.uri)
    const { clients } = decodeIn(KeyMaterialResponse, draft, response?.body ?? new Uint8Array())
    return clients.flatMap((client) =>
      'keyPackage' in client ? [keyPackageRef(1, encode(KeyPackage, client.keyPackage))] : [],
    )
  }
  const send = async (peer: Peer, room: string, ...events: Uint8Array[]) => {
    const { response } = await peer.post('notify', room, concat(events))
    return [response?.status, response?.status === 201 ? response.body.length : 0]
  }
  const inbox = async ({ uri, devices }: LocalUser, device = 0) => {
    const { entries } = await rig.drive('inbox', {
      user: uri,
      device: devices[device]?.clientUri ?? '',
      after: 0,
      waitMs: 0,
    })
    return entries
  }

  it('brings a Welcome to the device whose key package it names, and further events to who is in the room', async () => {
    const user = await rig.user('alice', 2)
    const room = 'mimi://b.example/r/welcome'
    const [first] = await refs(user)
    expect(await send(b, room, application('too early'))).toEqual([404, 0])
    expect(await send(b, room, welcome(first ?? bytes(''), bytes("another provider's")))).toEqual([201, 0])
    expect(await send(b, room, application('one'), application('two'))).toEqual([201, 0])
    const [joined, one, two, ...more] = await inbox(user)
    expect(joined?.ratchetTree).toEqual(Uint8Array.of(1, 0))
    expect([one, two].map((entry) => entry?.room)).toEqual([room, room])
    expect((two?.timestamp ?? 0n) > (one?.timestamp ?? 0n)).toBe(true)
    expect(more).toEqual([])
    expect(await inbox(user, 1)).toEqual([])
  })

  it('takes a repetition as taken, from the same hub only', async () => {
    const user = await rig.user('repeat')
    const [ref] = await refs(user)
    const room = 'mimi://b.example/r/repeat'
    await send(b, room, welcome(ref ?? bytes('')))
    const message = application('again')
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(b, room, message)))
    expect(answers).toEqual([1, 2, 3, 4].map(() => [201, 0]))
    expect(await inbox(user)).toHaveLength(2)
    expect(await send(c, 'mimi://c.example/r/repeat', message)).toEqual([404, 0])
  })

  it('refuses the whole of a request of which one event is malformed or concerns nobody', async () => {
    const user = await rig.user('whole')
    const [ref] = await refs(user)
    const room = 'mimi://b.example/r/whole'
    await send(b, room, welcome(ref ?? bytes('')))
    const message = application('good')
    expect((await send(b, room, message, message.subarray(0, -1)))[0]).toBe(400)
    expect((await send(b, room, message, welcome(bytes('unknown'))))[0]).toBe(404)
    expect((await send(b, room))[0]).toBe(400)
    expect(await inbox(user)).toHaveLength(1)
    expect(await send(b, room, message)).toEqual([201, 0])
  })

  it('listens to the hub of the room only', async () => {
    const user = await rig.user('hub')
    const [ref] = await refs(user)
    expect((await send(c, 'mimi://b.example/r/hub', welcome(ref ?? bytes(''))))[0]).toBe(403)
    expect(await inbox(user)).toEqual([])
  })

  it('wakes who waits for a message', async () => {
    const user = await rig.user('waiting')
    const [ref] = await refs(user)
    const waiting = rig.drive('inbox', {
      user: user.uri,
      device: user.devices[0]?.clientUri ?? '',
      after: 0,
      waitMs: 30_000,
    })
    await send(b, 'mimi://b.example/r/wait', welcome(ref ?? bytes('')))
    expect((await waiting).entries).toHaveLength(1)
  })
})
