/** groupInfo (5.6): read strictly, then asked of the room. */
import { GroupInfoRequest, GroupInfoResponse } from '../../wire/group-info.js'
import { uriBytes } from '../uri.js'
import { answerIn, type Endpoint, readIn } from './endpoint.js'

export const groupInfo: Endpoint = (context, { subject, body }) => {
  readIn(context, GroupInfoRequest, body)
  const status = context.ports.rules.rooms.groupInfo(subject)
  const room_id = uriBytes(subject)
  return answerIn(context, 'groupInfo', GroupInfoResponse, { version: 'mls10', room_id, status })
}
