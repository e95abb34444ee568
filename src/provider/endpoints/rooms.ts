/** update, submitMessage, groupInfo and proxyDownload (5.3, 5.4, 5.6, 5.10): read strictly, then asked of the room. */
import type { MLSMessage, PublicMessage } from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { GroupInfoRequest, GroupInfoResponse } from '../../wire/group-info.js'
import { SubmitMessageRequest, SubmitMessageResponse } from '../../wire/submit-message.js'
import { UpdateRequest, UpdateRoomResponse } from '../../wire/update.js'
import { uriBytes, uriText } from '../uri.js'
import { answerIn, type Context, type Endpoint, readIn, refuse } from './endpoint.js'

export const update: Endpoint = (context, { subject, body }) => {
  readIn(context, UpdateRequest, body)
  const { code, description } = context.ports.rules.rooms.update(subject)
  return answerIn(context, 'update', UpdateRoomResponse, { responseCode: code, errorDescription: description })
}

export const submitMessage: Endpoint = (context, { subject, body }) => {
  readIn(context, SubmitMessageRequest, body)
  const statusCode = context.ports.rules.rooms.submitMessage(subject)
  return answerIn(context, 'submitMessage', SubmitMessageResponse, { protocol: 'mls10', statusCode })
}

export const groupInfo: Endpoint = (context, { subject, body }) => {
  readIn(context, GroupInfoRequest, body)
  const status = context.ports.rules.rooms.groupInfo(subject)
  const room_id = uriBytes(subject)
  return answerIn(context, 'groupInfo', GroupInfoResponse, { version: 'mls10', room_id, status })
}

export const proxyDownload: Endpoint = (_context, { subject }) => {
  if (!URL.canParse(subject)) return refuse(400, 'the path must hold an absolute URL')
  const { host } = new URL(subject)
  return refuse(403, `${host} is no asset host of a peer provider (5.10.2)`)
}

/** The user who a message says it is from; null in 01, which does not say. */
export function senderOf(context: Context, body: Uint8Array): string | null {
  const request = readIn(context, SubmitMessageRequest, body)
  return 'sendingUri' in request ? uriText(request.sendingUri.uri) : null
}

/** Whether an update was an external commit and succeeded: then its sender is in the room. */
export function joinedBy(context: Context, update: Uint8Array, response: Uint8Array): boolean {
  const request = readIn(context, UpdateRequest, update)
  const answer = context.ports.reader.read<ValueIn<typeof UpdateRoomResponse>>(
    UpdateRoomResponse[context.draft],
    response,
  )
  const handshake = 'bundle' in request ? publicMessageOf(request.bundle.proposalOrCommit) : request.proposalOrCommit
  const external = handshake?.content.sender.sender_type === 'new_member_commit'
  return external && answer.ok && answer.value.responseCode === 'success'
}

function publicMessageOf(message: MLSMessage): PublicMessage | null {
  return 'public_message' in message ? message.public_message : null
}
