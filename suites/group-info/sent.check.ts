import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { encode, tryDecode } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { verifyWithLabel } from '../../src/mls/sign.js'
import { encodeRequest, encodeResponse } from '../../src/peers/endpoints.js'
import { groupInfoRequest } from '../../src/peers/room-requests.js'
import { GroupInfoRequest, GroupInfoRequestTBS, GroupInfoRequestTBSAsSent } from '../../src/wire/group-info.js'

const shared = {
  roles: ['follower' as const],
  needs: ['createUser' as const, 'publishKeyPackages' as const, 'setConsent' as const, 'submit' as const],
}

/** A new client of a user of the target asks for the group info of a room of the hub, in which the user is already. */
async function ask(context: CheckContext) {
  const { draft, target, hub } = context
  const user = await target.user({ devices: 2, keyPackages: 0 })
  await user.publish(user.device, 1)
  const room = await hub.roomWith(user)
  const device = user.devices[1] ?? user.device
  const given = encodeRequest('groupInfo', draft, groupInfoRequest(draft, device.mls, utf8.encode('a joining code')))
  const refusal = { version: 'mls10', room_id: utf8.encode(room.uri), status: 'notAuthorized' }
  const answered = encodeResponse('groupInfo', draft, refusal)
  hub.answer({ action: 'groupInfo', about: room.uri }, { status: 200, body: answered })
  const told = await user.submit('groupInfo', room.uri, given, device)
  return { room, given, answered, told }
}

const utf8 = new TextEncoder()

/** R-W06: the code behind a presence octet, or as it is sent. */
function isSigned(draft: Draft, body: Uint8Array): boolean {
  const read = tryDecode(GroupInfoRequest[draft], body)
  if (!read.ok) return false
  const { cipher_suite, requestingSignatureKey, joiningCode, signature } = read.value
  const code = joiningCode.length === 0 ? null : joiningCode
  return [
    encode<unknown>(GroupInfoRequestTBS[draft], { ...read.value, joiningCode: code }),
    encode<unknown>(GroupInfoRequestTBSAsSent[draft], read.value),
  ].some((signed) => verifyWithLabel(cipher_suite, requestingSignatureKey, 'GroupInfoRequestTBS', signed, signature))
}

export default [
  check({
    ...shared,
    id: 'group-info.sent.request',
    title: "A new client's request for group info comes to the hub of the room as the client signed it",
    requirements: ['MIMI-GRP-022'],
    fails: 'No request comes to the hub, or one by another method, unreadable, or whose signature does not verify.',
    async run(context) {
      const { draft, hub, arrives, that } = context
      const { room, given, told } = await ask(context)
      const sent = await arrives(
        hub,
        { action: 'groupInfo', about: room.uri },
        {
          expected: `a GroupInfoRequest at ${hub.domain}, the hub of ${room.uri}`,
          actual: 'pending' in told ? 'none came' : `none came; the client was told status ${told.status}`,
        },
      )
      const { method, body } = sent.request
      that(method === 'POST', { expected: 'a POST', actual: `a ${method}`, exchange: sent })
      that(isSigned(draft, body), {
        expected: 'a signature that verifies under requestingSignatureKey, as the client made it',
        actual: Buffer.compare(body, given) === 0 ? 'none that does' : 'the request was changed on its way',
        path: 'signature',
        exchange: sent,
      })
    },
  }),
  check({
    ...shared,
    id: 'group-info.sent.answer',
    title: 'The client is given what the hub answers to its request for group info',
    requirements: ['MIMI-GRP-022'],
    fails: "The client is told something else than the hub's response.",
    async run(context) {
      const { hub, that, skip } = context
      const { room, answered, told } = await ask(context)
      if ('pending' in told) return skip('the target does not tell its client yet what came of it')
      const [sent] = hub.requests({ action: 'groupInfo', about: room.uri })
      if (!sent) return skip('no request came to the hub; judged by group-info.sent.request')
      that(Buffer.compare(told.body, answered) === 0, {
        expected: `the GroupInfoResponse of the hub, ${Buffer.from(answered).toString('hex')}`,
        actual: `status ${told.status} with ${told.body.length} bytes: ${Buffer.from(told.body.subarray(0, 100)).toString('hex')}`,
        exchange: sent,
      })
    },
  }),
]
