import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { defaultReadings } from '../drafts/readings.js'
import type { Group } from '../mls/engine.js'
import { verifyWithLabel } from '../mls/sign.js'
import { componentIds, MLSMessage, SafeAAD } from '../mls/wire/index.js'
import { component } from '../mls/wire/app-state.js'
import { decodeIn, encodeIn } from '../wire/by-draft.js'
import { FrankingAgentData, FrankingIntegrityTBS } from '../wire/franking.js'
import { writeMimiContent } from '../wire/mimi-content.js'
import { AbuseReport } from '../wire/report-abuse.js'
import { SubmitMessageRequest, SubmitMessageResponse } from '../wire/submit-message.js'
import { endpoints } from './endpoints/index.js'
import { Refused } from './endpoints/endpoint.js'
import { alice, bob, cathy, HubRig } from './hub/test-rig.js'
import { uriBytes } from './uri.js'

const salt = Uint8Array.from({ length: 16 }, (_, index) => index)
const itemId: Record<Draft, number> = {
  '01': componentIds.frank_aad,
  '02ed': defaultReadings.frankAadExtension,
  '06': componentIds.frank_aad,
}

async function open(draft: Draft) {
  const rig = new HubRig(draft)
  const groups = await rig.room({ [bob]: 'member', [cathy]: 'member' })
  const group = (user: string): Group => groups.get(user) ?? expect.unreachable(`${user} has no group`)
  const content = writeMimiContent({ salt, senderUri: bob, roomUri: rig.uri }, 'hello')
  const tag = Uint8Array.from(createHmac('sha256', salt).update(content).digest())
  const tagged = (aad_item_data: Uint8Array) =>
    encode(SafeAAD, { aad_items: [{ component_id: itemId[draft], aad_item_data }] })
  const say = (user = bob, authenticatedData = encode(SafeAAD, { aad_items: [] })) =>
    group(user).encrypt(content, authenticatedData)
  const submit = async (message: Uint8Array, sendingUri = bob, from = 'b.example', room = rig.uri) => {
    const appMessage = decode(MLSMessage[draft], message)
    const body = encodeIn(SubmitMessageRequest, draft, {
      protocol: 'mls10',
      appMessage,
      sendingUri: { uri: uriBytes(sendingUri) },
    })
    const reply = await endpoints.submitMessage(rig.context, { sender: from, subject: room, body })
    if (!('status' in reply) || reply.status !== 200) return expect.unreachable('no answer')
    return decodeIn(SubmitMessageResponse, draft, reply.body ?? new Uint8Array())
  }
  return { rig, group, content, tag, tagged, say, submit }
}

describe.each(drafts)('submitMessage in %s', (draft) => {
  it('sends what an active participant says to every provider that has one, and to own devices, as it is', async () => {
    const { rig, say, submit } = await open(draft)
    const message = await say()
    const answer = await submit(message)
    expect(answer.statusCode).toBe('accepted')
    expect(rig.sent.map(({ to }) => to).toSorted()).toEqual(['b.example', 'c.example'])
    for (const { event } of rig.sent) {
      expect(event.timestamp).toBe(BigInt(rig.now))
      expect(Buffer.from(encode(MLSMessage[draft], event.message))).toEqual(Buffer.from(message))
    }
    const [entry] = rig.context.ports.store.inboxes.read(rig.device(alice).clientUri, 0)
    expect(Buffer.from(entry?.message ?? [])).toEqual(Buffer.from(message))
    rig.now -= 5_000
    await submit(await say())
    expect(rig.sent.at(-1)?.event.timestamp).toBeGreaterThanOrEqual(BigInt(rig.now + 5_000))
  })

  it('takes nothing from anybody else, and tells nobody of it', async () => {
    const { rig, say, submit } = await open(draft)
    const message = await say()
    const stranger = 'mimi://d.example/u/mallory'
    expect((await submit(message, stranger, 'd.example')).statusCode).toBe('notAllowed')
    expect((await submit(message, bob, 'b.example', 'mimi://a.example/r/none')).statusCode).toBe('notAllowed')
    if (draft !== '01') {
      expect((await submit(message, bob, 'c.example')).statusCode).toBe('notAllowed')
      expect((await submit(message, 'mimi://b.example/u/else')).statusCode).toBe('notAllowed')
    }
    rig.act({ act: 'silence', user: bob })
    expect((await submit(message)).statusCode).toBe('notAllowed')
    const application = () => rig.sent.filter(({ event }) => 'private_message' in event.message)
    expect(application()).toEqual([])
    expect((await submit(message, cathy, 'c.example')).statusCode).toBe('accepted')
    rig.act({ act: 'ban', user: cathy })
    expect((await submit(message, cathy, 'c.example')).statusCode).toBe('notAllowed')
  })

  it('takes application messages of the group in its epoch alone', async () => {
    const { rig, group, say, submit } = await open(draft)
    const early = await say()
    const pending = await group(alice).commit({})
    expect((await submit(pending.commit)).statusCode).toBe('notAllowed')
    const ahead = group(bob).fork()
    await ahead.process(pending.commit)
    expect((await submit(await ahead.encrypt(Uint8Array.of(1)))).statusCode).toBe('notAllowed')
    expect((await rig.commit(alice, pending)).responseCode).toBe('success')
    const current = group(bob).epoch + 1n
    expect(await submit(early)).toMatchObject({ statusCode: 'epochTooOld', currentEpoch: current })
    const other = await open(draft)
    expect((await submit(await other.say())).statusCode).toBe('notAllowed')
  })
})

describe.each(['02ed', '06'] as const)('franking in %s', (draft) => {
  it('marks a message with a tag, and no other, alike for everybody', async () => {
    const { rig, say, submit, tag, tagged } = await open(draft)
    const answer = await submit(await say(bob, Uint8Array.from([...tagged(tag), 1, 2, 3])))
    const told = 'frank' in answer ? answer.frank?.server_frank : 'serverFrank' in answer ? answer.serverFrank : null
    expect(told).toHaveLength(32)
    const franks = rig.sent.map(({ event }) => ('frank' in event ? event.frank : null))
    expect(franks[1]).toEqual(franks[0])
    expect(franks[0]).toMatchObject(draft === '06' ? { server_frank: told } : { serverFrank: told, franking_tag: tag })
    const nothing = draft === '06' ? { frank: null } : { serverFrank: null }
    for (const aad of [
      tagged(tag.subarray(1)),
      tagged(Uint8Array.from([...tag, 0])),
      encode(SafeAAD, { aad_items: [] }),
    ]) {
      expect(await submit(await say(bob, aad))).toMatchObject({ statusCode: 'accepted', ...nothing })
    }
    expect(await submit(await say(bob, Uint8Array.of(9, 9, 9)))).toMatchObject({ statusCode: 'accepted', ...nothing })
  })

  it('lets a message be reported, whatever secret it was marked with, and nothing that is not genuine', async () => {
    const { rig, say, submit, tag, tagged, content } = await open(draft)
    await submit(await say(bob, tagged(tag)))
    const event = rig.sent[0]?.event
    const frank = event && 'frank' in event ? event.frank : null
    const time = event?.timestamp ?? 0n
    const report = async (messages: object[], accused = bob, room = rig.uri) => {
      const body = encode<unknown>(AbuseReport[draft], {
        reportingUser: { uri: new Uint8Array() },
        allegedAbuserUri: { uri: uriBytes(accused) },
        reasonCode: 'reserved',
        note: new Uint8Array(),
        messages,
        abuse_extensions: { component_data: [] },
      })
      try {
        const reply = await endpoints.reportAbuse(rig.context, { sender: 'b.example', subject: room, body })
        return 'status' in reply ? [reply.status, reply.body?.length ?? 0] : []
      } catch (error) {
        return error instanceof Refused ? [error.refusal.status] : []
      }
    }
    const message = (changes: object = {}) => ({
      message_content: content,
      mimi_content: content,
      frank: { ...frank, ...changes },
      accepted_timestamp: time,
      acceptedTimestamp: time,
      ...changes,
    })
    expect(await report([])).toEqual([201, 0])
    expect(await report([message()])).toEqual([201, 0])
    rig.act({ act: 'rotate' })
    expect(await report([message()])).toEqual([201, 0])
    expect(await report([message(), message({ accepted_timestamp: time + 1n, acceptedTimestamp: time + 1n })])).toEqual(
      [400],
    )
    expect(await report([message({ accepted_timestamp: 2n ** 64n - 1n, acceptedTimestamp: 2n ** 64n - 1n })])).toEqual([
      400,
    ])
    expect(await report([message({ server_frank: tag, serverFrank: tag })])).toEqual([400])
    expect(await report([message()], cathy)).toEqual([400])
    expect(await report([], bob, 'mimi://a.example/r/none')).toEqual([404])
    const altered = writeMimiContent({ salt, senderUri: bob, roomUri: rig.uri }, 'hullo')
    if (draft === '06') expect(await report([message({ message_content: altered })])).toEqual([400])
  })
})

describe('franking in 06', () => {
  it('signs the mark with the key that the group names', async () => {
    const { rig, group, say, submit, tag, tagged } = await open('06')
    const answer = await submit(await say(bob, tagged(tag)))
    const frank = 'frank' in answer ? answer.frank : null
    const time = rig.sent[0]?.event.timestamp ?? 0n
    const { extensions } = group(bob).context
    const agent = decode(
      FrankingAgentData['06'],
      component(extensions, componentIds.franking_signature_key) ?? new Uint8Array(),
    )
    const signed = encode(FrankingIntegrityTBS['06'], {
      server_frank: frank?.server_frank ?? new Uint8Array(32),
      franking_signature_ciphersuite: group(bob).suite,
      context: { sender_uri: { uri: uriBytes(bob) }, room_uri: { uri: uriBytes(rig.uri) }, accepted_timestamp: time },
    })
    const signature = frank?.franking_integrity_signature ?? new Uint8Array()
    expect(verifyWithLabel(1, agent.franking_signature_key, 'FrankingIntegrityTBS', signed, signature)).toBe(true)
  })
})
