import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDevice } from '../mls/device.js'
import type { CreateUserRequest } from '../target/driver/contract.js'
import type { Exchange } from '../transport/exchange.js'
import { decodeIn } from '../wire/by-draft.js'
import { KeyMaterialResponse } from '../wire/key-material.js'
import { fault } from './fault.js'
import { startProvider } from './start.js'
import { createUsers } from './store/users.js'
import { type Rig, startRig } from './test-rig.js'

describe('the driver of the reference provider', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig('06')
  })
  afterEach(() => rig.close())

  it('tells what it can do, and which draft it speaks', async () => {
    const facts = { peers: [], trustAnchors: [], userTrustAnchors: [] }
    const ready = await rig.drive('ready', { draft: '06', ...facts })
    expect(ready).toMatchObject({ domain: rig.provider.domain, directory: rig.provider.directory })
    expect(ready.operations).toEqual([
      'ready',
      'createUser',
      'deleteUser',
      'publishKeyPackages',
      'setConsent',
      'prepareRoom',
      'createRoom',
      'submit',
      'inbox',
      'createJoinLink',
      'hubAct',
      'restart',
      'reset',
    ])
    await expect(rig.drive('ready', { draft: '01', ...facts })).rejects.toMatchObject({ kind: 'unsupported' })
    await expect(rig.drive('prepareRoom', { creator: 'x', cipherSuite: 1, kind: 'plain' })).rejects.toMatchObject({
      kind: 'refused',
    })
  })

  it('refuses what cannot be, and says why', async () => {
    const { uri, devices } = await rig.user('alice')
    const again: CreateUserRequest = { uri, profile: [], search: 'open' }
    await expect(rig.drive('createUser', again)).rejects.toMatchObject({
      kind: 'refused',
      text: expect.stringMatching(/exists/),
    })
    await expect(rig.drive('createUser', { ...again, uri: 'mimi://b.example/u/x' })).rejects.toMatchObject({
      kind: 'refused',
    })
    await expect(rig.drive('deleteUser', { user: 'mimi://x/u/x' })).rejects.toMatchObject({ kind: 'refused' })
    const device = devices[0]?.clientUri ?? ''
    const [bundle] = devices[0]?.keyPackages(1) ?? []
    const publish = (bytes: Uint8Array) => rig.drive('publishKeyPackages', { user: uri, device, keyPackages: [bytes] })
    const good = bundle?.bytes ?? new Uint8Array()
    await expect(publish(new Uint8Array([...good, 0]))).rejects.toMatchObject({
      kind: 'refused',
      text: expect.stringMatching(/malformed/),
    })
    await expect(
      publish(good.map((byte, index) => (index === good.length - 1 ? byte ^ 1 : byte))),
    ).rejects.toMatchObject({
      kind: 'refused',
      text: expect.stringMatching(/signature/),
    })
    await expect(publish(good)).resolves.toEqual({ device })
  })

  it('keeps withheld key packages back', async () => {
    const { uri } = await rig.user('bob', 1, 0)
    const device = createDevice({ draft: '06', userUri: uri, clientUri: uri.replace('/u/', '/d/') + '-2' })
    const keyPackages = device.keyPackages(1).map(({ bytes }) => bytes)
    await rig.drive('publishKeyPackages', { user: uri, device: device.clientUri, keyPackages, withheld: true })
    const { response } = await (await rig.peer('b.example')).keyMaterial(uri)
    const answer = decodeIn(KeyMaterialResponse, '06', response?.body ?? new Uint8Array())
    expect(answer.clients.map(({ clientStatus }) => clientStatus)).toEqual([
      'keyMaterialExhausted',
      'keyMaterialExhausted',
    ])
  })

  it('forgets everything on reset', async () => {
    const { uri } = await rig.user('alice')
    await rig.drive('reset', {})
    const { response } = await (await rig.peer('b.example')).keyMaterial(uri)
    expect(decodeIn(KeyMaterialResponse, '06', response?.body ?? new Uint8Array()).userStatus).toBe('userUnknown')
    await expect(rig.user('alice')).resolves.toMatchObject({ uri })
  })

  it('knows everything after a restart, but for what a fault keeps elsewhere', async () => {
    const { uri } = await rig.user('alice')
    await rig.drive('restart', {})
    const peer = await rig.peer('b.example')
    const status = ({ response }: Exchange) =>
      decodeIn(KeyMaterialResponse, '06', response?.body ?? new Uint8Array()).userStatus
    expect(status(await peer.keyMaterial(uri))).toBe('success')
    const forgetful = await startRig(
      '06',
      fault({
        id: 'users.forgotten',
        summary: 'forgets its users when it starts again',
        breaks: [],
        apply: (ports) => ({ ...ports, store: { ...ports.store, users: createUsers() } }),
      }),
    )
    const carol = await forgetful.user('carol')
    const other = await forgetful.peer('b.example')
    expect(status(await other.keyMaterial(carol.uri))).toBe('success')
    await forgetful.drive('restart', {})
    expect(status(await other.keyMaterial(carol.uri))).toBe('userUnknown')
    await forgetful.close()
  })

  it('answers nonsense with an error, not with silence', async () => {
    const send = async (body: string) => (await fetch(rig.provider.controlUrl, { method: 'POST', body })).text()
    expect(JSON.parse(await send('nonsense'))).toMatchObject({ ok: false, kind: 'error' })
    expect(JSON.parse(await send('{"id":3,"op":"fly"}'))).toMatchObject({ id: 3, ok: false, kind: 'error' })
  })
})

it('asks for its bearer token', async () => {
  const provider = await startProvider({ draft: '06', domain: 'a.example', token: 'secret' })
  const send = async (authorization: string) => {
    const body = '{"id":1,"op":"reset"}'
    return (await fetch(provider.controlUrl, { method: 'POST', body, headers: { authorization } })).status
  }
  expect(await send('Bearer secret')).toBe(200)
  expect(await send('Bearer other')).toBe(401)
  await provider.close()
})
