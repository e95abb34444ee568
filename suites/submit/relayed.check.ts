import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { MLSMessage } from '../../src/mls/wire/index.js'
import { encodeRequest, encodeResponse } from '../../src/peers/endpoints.js'
import { submitMessageRequest } from '../../src/peers/room-requests.js'
import { tryDecodeIn } from '../../src/wire/by-draft.js'
import { SubmitMessageRequest } from '../../src/wire/submit-message.js'
import { textOf } from '../key-material/asking.js'
import { provisioning, same } from '../notify/events.js'

const shared: Pick<Definition, 'requirements' | 'roles' | 'needs'> = {
  requirements: ['MIMI-SUB-015'],
  roles: ['follower'],
  needs: [...provisioning, 'submit'],
}

/** A client of the target speaks in a room of the hub, which does not allow it: an answer that nobody makes up. */
async function speak({ draft, target, hub }: CheckContext) {
  const user = await target.user()
  const room = await target.roomAt(hub, { members: [{ user }] })
  const message = await room.client(user).message('hello, everyone')
  const given = encodeRequest('submitMessage', draft, submitMessageRequest(draft, message.bytes, user.uri))
  const answered = encodeResponse('submitMessage', draft, { protocol: 'mls10', statusCode: 'notAllowed' })
  hub.answer({ action: 'submitMessage', about: room.uri }, { status: 200, body: answered })
  const told = await user.submit('submitMessage', room.uri, given)
  return { user, room, message, answered, told }
}

export default [
  check({
    ...shared,
    id: 'submit.relayed.request',
    title: "A client's message comes to the hub of the room as the client made it, with its user as the sender",
    fails: 'No message comes to the hub, or one by another method, unreadable, changed, or with another sender.',
    async run(context) {
      const { draft, hub, arrives, that, must } = context
      const { user, room, message, told } = await speak(context)
      const sent = await arrives(
        hub,
        { action: 'submitMessage', about: room.uri },
        {
          expected: `a SubmitMessageRequest at ${hub.domain}, the hub of ${room.uri}`,
          actual: 'pending' in told ? 'none came' : `none came; the client was told status ${told.status}`,
        },
      )
      const { method, body } = sent.request
      that(method === 'POST', { expected: 'a POST', actual: `a ${method}`, exchange: sent })
      const read = tryDecodeIn(SubmitMessageRequest, draft, body)
      const request = must(read.ok && read.value, {
        expected: 'a SubmitMessageRequest',
        actual: read.ok ? '' : `${read.error.code} at byte ${read.error.offset}: ${read.error.message}`,
        exchange: sent,
      })
      that(same(encode(MLSMessage[draft], request.appMessage), message.bytes), {
        expected: 'the PrivateMessage as the client encrypted it, byte for byte',
        actual: 'another one: nobody can decrypt it, or it is not what was said',
        path: 'appMessage',
        exchange: sent,
      })
      if (!('sendingUri' in request)) return
      const sender = textOf(request.sendingUri.uri)
      that(sender === user.uri, {
        expected: `sendingUri ${user.uri}, whose client has said it`,
        actual: sender,
        path: 'sendingUri',
        exchange: sent,
      })
    },
  }),
  check({
    ...shared,
    id: 'submit.relayed.answer',
    title: 'The client learns what the hub has made of its message',
    fails: "The client is told something else than the hub's response.",
    async run(context) {
      const { hub, that, skip } = context
      const { room, answered, told } = await speak(context)
      if ('pending' in told) return skip('the target does not tell its client yet what came of it')
      const [sent] = hub.requests({ action: 'submitMessage', about: room.uri })
      if (!sent) return skip('no request came to the hub; judged by submit.relayed.request')
      that(same(told.body, answered), {
        expected: `the SubmitMessageResponse of the hub, ${Buffer.from(answered).toString('hex')}`,
        actual: `status ${told.status} with ${told.body.length} bytes: ${Buffer.from(told.body.subarray(0, 100)).toString('hex')}`,
        exchange: sent,
      })
    },
  }),
]
