import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { decode } from '../../src/codec/index.js'
import { MLSMessage } from '../../src/mls/wire/index.js'
import { uri } from '../../src/peers/builders.js'
import { encodeRequest, encodeResponse } from '../../src/peers/endpoints.js'
import { contentOf, countsOf, join, provisioning, taken } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles'> = { requirements: ['MIMI-NTF-014'], roles: ['follower'] }

/** A client of the target has submitted a message to the hub, which fans it out to the target, too. */
async function ownMessage(context: CheckContext) {
  const { draft, target, hub, skip } = context
  const user = await target.user({ devices: 2 })
  const [sender, sibling] = user.devices
  if (!sender || !sibling) throw new Error('the user was made with two devices')
  const room = await hub.roomWith(user)
  const member = await join(context, sender, contentOf(draft, room.welcome))
  const message = await member.encrypt(new TextEncoder().encode('sent by a client of the target'))
  const timestamp = BigInt(Date.now())
  const body = encodeResponse('submitMessage', draft, {
    protocol: 'mls10',
    statusCode: 'accepted',
    acceptedTimestamp: timestamp,
    accepted_timestamp: timestamp,
    serverFrank: null,
    frank: null,
  })
  const match = { action: 'submitMessage' as const, about: room.uri }
  hub.answer(match, { status: 200, headers: [['Content-Type', 'application/octet-stream']], body })
  const appMessage = decode(MLSMessage[draft], message)
  const request = encodeRequest('submitMessage', draft, { protocol: 'mls10', appMessage, sendingUri: uri(user.uri) })
  const told = await user.submit('submitMessage', room.uri, request, sender)
  if ((await hub.request(match)) === null)
    skip(
      `the message did not come to the hub; the client was told ${'pending' in told ? 'to wait' : `status ${told.status}`}`,
    )
  return { room, sibling, event: room.event(message, {}, { timestamp }) }
}

export default [
  check({
    ...shared,
    id: 'notify.own-message.accepted',
    title: 'A message that its own client submitted is taken with 201 when the hub fans it out to it',
    needs: [...provisioning, 'submit'],
    fails: 'The follower refuses, as a replay say, a message that one of its own clients sent.',
    async run(context) {
      const { target, hub, expect } = context
      const { room, event } = await ownMessage(context)
      await expect(hub.notify(target, hub.fanout(room, event))).status(201, { warn: [200, 202, 204] })
    },
  }),
  check({
    ...shared,
    id: 'notify.own-message.once',
    title:
      'A message that its own client submitted reaches the other local clients once, although it is fanned out back',
    needs: [...provisioning, 'submit', 'inbox'],
    fails: 'Another device of the sender gets the message twice, or not at all (a warning).',
    async run(context) {
      const { draft, target, hub, that, skip } = context
      const { room, sibling, event } = await ownMessage(context)
      const sent = await taken(context, hub.fanout(room, event), 'notify.own-message.accepted')
      const marker = await room.applicationMessage('marker')
      await hub.notify(target, hub.fanout(room, marker)).accepted()
      const contents = [event, marker].map((each) => contentOf(draft, each))
      const [times, markers] = await countsOf(sibling, contents)
      if (markers === 0) skip(`nothing is delivered to ${sibling.uri}; judged by notify.several.delivered`)
      that(times === 1, {
        expected: `the message once in the inbox of ${sibling.uri}, another device of its sender`,
        actual: `${times} times`,
        as: 'warn',
        exchange: sent,
      })
    },
  }),
]
