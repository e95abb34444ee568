import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import { drafts } from '../../drafts/ids.js'
import { defaultReadings } from '../../drafts/readings.js'
import type { Device } from '../../mls/device.js'
import { type Group, joinExternally } from '../../mls/engine.js'
import { openWithLabel } from '../../mls/hpke.js'
import { generateKeys } from '../../mls/keys.js'
import { PublicGroup } from '../../mls/public-group.js'
import { signWithLabel, verifyWithLabel } from '../../mls/sign.js'
import { suiteOf } from '../../mls/suites.js'
import { ExternalSender, GroupInfo, MLSMessage, RatchetTree } from '../../mls/wire/index.js'
import { decodeIn } from '../../wire/by-draft.js'
import {
  GroupInfoRatchetTreeTBE,
  GroupInfoRequest,
  GroupInfoRequestTBS,
  GroupInfoRequestTBSAsSent,
  GroupInfoResponse,
  GroupInfoResponseTBS,
} from '../../wire/group-info.js'
import { SubmitMessageRequest, SubmitMessageResponse } from '../../wire/submit-message.js'
import { appRules } from '../../wire/room-state/index.js'
import { roomOperations } from '../room-operations.js'
import { authorityOf, uriBytes } from '../uri.js'
import { alice, bob, cathy, HubRig } from './test-rig.js'

const dave = 'mimi://d.example/u/dave'

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('expected something')
  return value
}

interface Options {
  suite?: number
  code?: Uint8Array
  dialect?: 'as-sent'
  label?: string
  from?: string
}

/** Asks as a device, and opens what comes. */
async function ask(rig: HubRig, device: Device, options: Options = {}) {
  const { draft } = rig
  const { suite = 1, code = new Uint8Array(), label = 'GroupInfoRequestTBS' } = options
  const keys = generateKeys(suiteOf(suite).kem)
  const { publicKey, privateKey } = device.signatureKeys(suite)
  const request = {
    protocol: 'mls10',
    cipher_suite: suite,
    requestingSignatureKey: publicKey,
    requestingCredential: device.credential,
    groupInfoPublicKey: keys.publicKey,
    joiningCode: code,
  }
  const content =
    options.dialect === 'as-sent'
      ? encode<unknown>(GroupInfoRequestTBSAsSent[draft], request)
      : encode<unknown>(GroupInfoRequestTBS[draft], { ...request, joiningCode: code.length === 0 ? null : code })
  const body = encode<unknown>(GroupInfoRequest[draft], {
    ...request,
    signature: signWithLabel(suite, privateKey, label, content),
  })
  const sender = options.from ?? authorityOf(device.userUri) ?? ''
  const value = decodeIn(GroupInfoResponse, draft, await rig.post('groupInfo', sender, body))
  if (value.status !== 'success') return { status: value.status }
  const { cipher_suite, hub_sender, signature } = value
  const signed = encode<unknown>(GroupInfoResponseTBS[draft], value)
  const genuine = verifyWithLabel(cipher_suite, hub_sender.signature_key, 'GroupInfoResponseTBS', signed, signature)
  const inside =
    'groupInfo' in value
      ? { ...value, pending_proposals: [] }
      : decode(
          GroupInfoRatchetTreeTBE['06'],
          openWithLabel(
            suite,
            keys,
            'GroupInfo and ratchet_tree encryption',
            uriBytes(rig.uri),
            value.encrypted_groupinfo_and_tree,
          ),
        )
  return { status: value.status, genuine, hub_sender, ...inside }
}

type Served = Awaited<ReturnType<typeof ask>>

function opened(rig: HubRig, served: Served) {
  if (!('groupInfo' in served) || served.ratchetTreeOption.representation !== 'full') throw new Error('not served')
  const { groupInfo, ratchetTreeOption } = served
  const ratchetTree = ratchetTreeOption.ratchet_tree
  const group = PublicGroup.open({ draft: rig.draft, groupInfo, ratchetTree, app: appRules(defaultReadings) })
  return { groupInfo, ratchetTree, group }
}

async function join(rig: HubRig, device: Device, served: Served, asRole?: string) {
  const { groupInfo, ratchetTree, group } = opened(rig, served)
  const add = asRole ? [rig.participantChange(group, { add: [{ user: device.userUri, role: rig.role(asRole) }] })] : []
  const { pending, group: own } = await joinExternally({
    device,
    groupInfo: encode(GroupInfo, groupInfo),
    ratchetTree: encode(RatchetTree, ratchetTree),
    proposals: add,
    app: appRules(defaultReadings),
  })
  const answer = await rig.commit(device.userUri, pending)
  pending.accepted()
  return { ...answer, own }
}

async function say(rig: HubRig, user: string, group: Group) {
  const appMessage = decode(MLSMessage[rig.draft], await group.encrypt(Uint8Array.of(1)))
  const request = { protocol: 'mls10', appMessage, sendingUri: { uri: uriBytes(user) } }
  const body = encode<unknown>(SubmitMessageRequest[rig.draft], request)
  const reply = await rig.post('submitMessage', must(authorityOf(user) ?? undefined), body)
  return decodeIn(SubmitMessageResponse, rig.draft, reply).statusCode
}

describe.each(drafts)('group information in %s', (draft) => {
  it('is for participants, signed by the hub that the group names', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'member' })
    const device = rig.device(bob, '2')
    const served = await ask(rig, device)
    expect(served).toMatchObject({ status: 'success', genuine: true })
    const { group } = opened(rig, served)
    expect('hub_sender' in served && encode(ExternalSender, served.hub_sender)).toEqual(
      encode(ExternalSender, must(group.externalSenders[0])),
    )
    expect((await ask(rig, device, { dialect: 'as-sent' })).status).toBe('success')
    expect(await ask(rig, device, { suite: 2 })).toMatchObject({ status: 'success', genuine: true })
    expect((await join(rig, device, served)).responseCode).toBe('success')
  })

  it('is not for strangers, for forgers, or for other providers', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'member', [cathy]: 'member' })
    expect((await ask(rig, rig.device(dave))).status).toBe('notAuthorized')
    expect((await ask(rig, rig.device(bob), { label: 'KeyPackageTBS' })).status).toBe('notAuthorized')
    expect((await ask(rig, rig.device(bob), { from: 'c.example' })).status).toBe('notAuthorized')
    rig.act({ act: 'ban', user: cathy })
    expect((await ask(rig, rig.device(cathy))).status).toBe('notAuthorized')
    rig.uri = `mimi://a.example/r/none`
    expect((await ask(rig, rig.device(bob))).status).toBe('noSuchRoom')
  })

  it('is for everybody where anybody may knock, once, and without hearing others', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'admin', [cathy]: 'member' }, 'knock')
    const served = await ask(rig, rig.device(dave))
    const { responseCode, own } = await join(rig, rig.device(dave), served, 'member')
    expect(responseCode).toBe('success')
    const heard = (to: string) => rig.kinds(to).filter((kind) => kind === 'application').length
    expect(await say(rig, dave, own)).toBe('accepted')
    expect([heard('b.example'), heard('c.example'), heard('d.example')]).toEqual([1, 0, 0])
    expect(await say(rig, dave, own)).toBe('notAllowed')
  })

  it('is for whoever has a joining code, as often and as long as it is good', async () => {
    const rig = new HubRig(draft)
    await rig.room({ [bob]: 'member' })
    const { createJoinLink } = roomOperations(() => rig.context)
    const link = { room: rig.uri, lifetimeS: 60, uses: 1 }
    await expect(createJoinLink?.({ ...link, by: bob })).rejects.toMatchObject({ kind: 'refused' })
    const code = (await createJoinLink?.({ ...link, by: alice }))?.code
    if (!code) throw new Error('no code')
    expect((await ask(rig, rig.device(dave), { code: Uint8Array.of(1, 2) })).status).toBe('notAuthorized')
    const served = await ask(rig, rig.device(dave), { code })
    expect(served.status).toBe('success')
    expect((await ask(rig, rig.device('mimi://d.example/u/eve'), { code })).status).toBe('notAuthorized')
    expect((await ask(rig, rig.device(dave), { code })).status).toBe('success')
    const eve = rig.device('mimi://d.example/u/eve')
    expect((await join(rig, eve, served, 'member')).responseCode).toBe('notAllowed')
    expect(await join(rig, rig.device(dave), served, 'member')).toMatchObject({ errorDescription: '' })
    const late = (await createJoinLink?.({ ...link, by: alice }))?.code
    rig.now += 60_000
    expect((await ask(rig, eve, { code: late })).status).toBe('notAuthorized')
  })
})

it('lists the proposals that wait, with their times', async () => {
  const rig = new HubRig('06')
  await rig.room({ [bob]: 'member', [cathy]: 'member' })
  rig.act({ act: 'kick', user: cathy })
  const served = await ask(rig, rig.device(bob, '2'))
  const times = 'pending_proposals' in served ? served.pending_proposals.map((each) => each.hub_accepted_time) : []
  expect(times).toEqual([BigInt(rig.now)])
})
