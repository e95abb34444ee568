import { check } from '../../src/check/define.js'
import { decode, encode, tryDecode } from '../../src/codec/index.js'
import { verifyWithLabel } from '../../src/mls/sign.js'
import { ExternalPub, ExternalSender, ExternalSenders, extensionTypes } from '../../src/mls/wire/index.js'
import type { Handshake, HostedRoom, OpenedGroupInfo } from '../../src/peers/hosted-room.js'
import { PreparationFailed } from '../../src/peers/preparation.js'
import type { PeerDevice } from '../../src/peers/user.js'
import { fetched, hosted, withNewcomer } from './asking.js'

const signature = check({
  ...hosted,
  id: 'group-info.hub-signature',
  title: 'The answer is signed by the hub, under hub_sender',
  requirements: ['MIMI-GRP-012'],
  fails: 'The signature does not verify under hub_sender.signature_key with the label GroupInfoResponseTBS.',
  async run(context) {
    const { room, newcomer } = await withNewcomer(context)
    const { answer, opened } = await fetched(context, room, { as: newcomer })
    const { content, signature: value, suite } = opened.signed
    const key = opened.hubSender.signature_key
    context.that(verifyWithLabel(suite, key, 'GroupInfoResponseTBS', content, value), {
      expected: `a signature over GroupInfoResponseTBS by hub_sender.signature_key, in cipher suite ${suite} (R-W20)`,
      actual: 'one that does not verify',
      path: 'signature',
      exchange: answer,
    })
  },
})

const sender = check({
  ...hosted,
  id: 'group-info.hub-sender',
  title: "hub_sender is one of the group's external senders",
  requirements: ['MIMI-GRP-012'],
  fails: "hub_sender is none of the senders in the group's external_senders extension.",
  async run(context) {
    const { room, newcomer } = await withNewcomer(context)
    const { answer, opened } = await fetched(context, room, { as: newcomer })
    const list = room.context.extensions.find(
      ({ extension_type }) => extension_type === extensionTypes.external_senders,
    )
    const senders = list ? decode(ExternalSenders, list.extension_data) : []
    const shown = (each: ExternalSender) => Buffer.from(encode(ExternalSender, each)).toString('hex')
    context.that(senders.map(shown).includes(shown(opened.hubSender)), {
      expected: `one of the external senders of the group: ${senders.map(shown).join(', ')}`,
      actual: shown(opened.hubSender),
      path: 'hub_sender',
      exchange: answer,
    })
  },
})

const externalPub = check({
  ...hosted,
  id: 'group-info.external-key',
  title: 'The group info has the key that an external commit needs',
  requirements: ['MIMI-GRP-011'],
  fails: 'The group info has no external_pub extension, or an external commit made with it is refused.',
  async run(context) {
    const { expect, must } = context
    const { room, newcomer } = await withNewcomer(context)
    const { answer, opened } = await fetched(context, room, { as: newcomer })
    const extension = opened.groupInfo.extensions.find(
      ({ extension_type }) => extension_type === extensionTypes.external_pub,
    )
    must(extension !== undefined && tryDecode(ExternalPub, extension.extension_data).ok, {
      expected: 'an external_pub extension in the group info (RFC 9420, 12.4.3.2)',
      actual: extension ? 'one that holds no HPKEPublicKey' : 'none',
      exchange: answer,
    })
    const join = await tryJoin(room, newcomer, opened)
    if (typeof join !== 'string') await expect(room.send(join)).code('success')
    else
      must(false, {
        expected: 'a group info and a tree with which a new client can make an external commit',
        actual: join,
        exchange: answer,
      })
  },
})

/** The external commit; what is wrong with the group info where none can be made. */
async function tryJoin(room: HostedRoom, newcomer: PeerDevice, from: OpenedGroupInfo): Promise<Handshake | string> {
  try {
    return await room.join(newcomer, { from })
  } catch (reason) {
    if (reason instanceof PreparationFailed) return reason.actual
    throw reason
  }
}

const roomId = check({
  ...hosted,
  id: 'group-info.room-id',
  title: 'The answer names the room that was asked for',
  requirements: ['MIMI-GRP-013'],
  fails: "room_id holds anything but the room's URI (a warning where it is the group id).",
  async run(context) {
    const { that } = context
    const { room, newcomer } = await withNewcomer(context)
    const { value, exchange } = await room.groupInfo({ as: newcomer }).accepted()
    const named = value && 'room_id' in value ? Buffer.from(value.room_id) : Buffer.alloc(0)
    that(named.toString('utf8') === room.uri, {
      expected: `room_id ${room.uri}, which is ${Buffer.from(room.uri).toString('hex')}`,
      actual: named.toString('hex'),
      as: named.equals(room.groupId) ? 'warn' : undefined,
      path: 'room_id',
      exchange,
    })
  },
})

export default [externalPub, signature, sender, roomId]
