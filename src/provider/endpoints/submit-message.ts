/** submitMessage (5.4): the hub takes an application message, franks it, and sends it to everybody. */
import type { ValueIn } from '../../wire/by-draft.js'
import { SubmitMessageRequest, SubmitMessageResponse } from '../../wire/submit-message.js'
import { acceptedTime, applicationReceivers, fanOut } from '../hub/fan-out.js'
import { afterKnock, knocks, mayKnock } from '../hub/knock.js'
import { roomOf } from '../hub/room.js'
import type { Room } from '../hub/types.js'
import { frankOf } from '../rules/franking.js'
import { uriText } from '../uri.js'
import { answerIn, type Context, type Endpoint, readIn } from './endpoint.js'

type Request = ValueIn<typeof SubmitMessageRequest>

export const submitMessage: Endpoint = (context, { sender, subject, body }) => {
  const { submission } = context.ports.rules
  const request = readIn(context, SubmitMessageRequest, body)
  const room = roomOf(context, subject)
  const message = submission.application(request.appMessage)
  if (!room || !message || !submission.ofRoom(message, room)) return notAllowed(context)
  const speaker = speakerOf(context, room, sender, request)
  if (speaker === null) return notAllowed(context)
  const timely = submission.timely(message.epoch, room.group.epoch, submission.tolerance(room))
  if (timely === 'ahead') return notAllowed(context)
  if (timely === 'too old') {
    const currentEpoch = submission.toldEpoch(room.group.epoch)
    return answerIn(context, 'submitMessage', SubmitMessageResponse, {
      protocol: 'mls10',
      statusCode: 'epochTooOld',
      currentEpoch,
    })
  }

  const time = acceptedTime(context, room)
  const { extensions, cipher_suite: suite, epoch } = room.group.context
  const { prepared, frankingSecrets: secrets } = room.hosted
  const means = { extensions, suite, epoch, keys: prepared.frankingKeys, secrets, readings: room.readings }
  const accepted = { sender: speaker, room: room.uri, time: BigInt(time) }
  const { authenticated_data } = message
  const frank = frankOf(context.ports.rules.franking, context.draft, means, authenticated_data, accepted)
  if (knocks(context, room, speaker)) context.ports.store.hosted.put(afterKnock(room, speaker, time))
  else context.ports.store.hosted.accepted(room.uri, time)
  // The sender's own provider is no exception: others of its users may be in the room, and it knows its own message.
  fanOut(context, room, time, { message: request.appMessage, frank }, applicationReceivers(context, room, sender))
  return answerIn(context, 'submitMessage', SubmitMessageResponse, {
    protocol: 'mls10',
    statusCode: 'accepted',
    acceptedTimestamp: accepted.time,
    accepted_timestamp: accepted.time,
    serverFrank: frank && 'serverFrank' in frank ? frank.serverFrank : null,
    frank: frank && 'server_frank' in frank ? frank : null,
  })
}

/** The user who speaks: the one that is named, or in 01, which names none, any of the provider's who may. */
function speakerOf(context: Context, room: Room, provider: string, request: Request): string | null {
  const { submission, hub } = context.ports.rules
  const now = context.ports.clock.now()
  const entitled = (user: string) =>
    submission.speaksFor(provider, user) &&
    submission.active(room, user) &&
    submission.maySpeak(room, user, hub.banned(room.hosted, user, now)) &&
    mayKnock(context, room, user)
  const candidates =
    'sendingUri' in request ? [uriText(request.sendingUri.uri)] : room.participants.map(({ user }) => user)
  return candidates.find(entitled) ?? null
}

function notAllowed(context: Context) {
  return answerIn(context, 'submitMessage', SubmitMessageResponse, { protocol: 'mls10', statusCode: 'notAllowed' })
}

/** The user who a message says it is from; null in 01, which does not say. */
export function senderOf(context: Context, body: Uint8Array): string | null {
  const request = readIn(context, SubmitMessageRequest, body)
  return 'sendingUri' in request ? uriText(request.sendingUri.uri) : null
}
