/** update and groupInfo (5.3, 5.6): read strictly, then asked of the room. */
import type { MLSMessage, PublicMessage } from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { GroupInfoRequest, GroupInfoResponse } from '../../wire/group-info.js'
import { UpdateRequest, UpdateRoomResponse } from '../../wire/update.js'
import { uriBytes } from '../uri.js'
import { answerIn, type Context, type Endpoint, readIn } from './endpoint.js'

export const update: Endpoint = (context, { subject, body }) => {
  readIn(context, UpdateRequest, body)
  const { code, description } = context.ports.rules.rooms.update(subject)
  return answerIn(context, 'update', UpdateRoomResponse, { responseCode: code, errorDescription: description })
}

export const groupInfo: Endpoint = (context, { subject, body }) => {
  readIn(context, GroupInfoRequest, body)
  const status = context.ports.rules.rooms.groupInfo(subject)
  const room_id = uriBytes(subject)
  return answerIn(context, 'groupInfo', GroupInfoResponse, { version: 'mls10', room_id, status })
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
