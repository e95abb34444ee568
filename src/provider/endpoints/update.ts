/** update (5.3): the hub judges a change to a room it hosts; as follower, what its own user's success means. */
import type { MLSMessage, PublicMessage } from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { UpdateRequest, UpdateRoomResponse } from '../../wire/update.js'
import { acceptCommit } from '../hub/commit.js'
import { Declined, notAllowed } from '../hub/declined.js'
import type { Negative, Room } from '../hub/types.js'
import { type Handshake, readHandshake } from '../hub/handshake.js'
import { acceptProposals } from '../hub/proposals.js'
import { roomOf } from '../hub/room.js'
import { answerIn, type Call, type Context, type Endpoint, readIn } from './endpoint.js'

export const update: Endpoint = (context, call) => {
  const handshake = readHandshake(context, call.body)
  const room = roomOf(context, call.subject)
  if (!room) {
    const { code, description } = context.ports.rules.rooms.update(call.subject)
    return answer(context, { code, why: description })
  }
  try {
    const time = BigInt(accept(context, room, call, handshake))
    const accepted = { acceptedTimestamp: time, accepted_timestamp: time }
    return answerIn(context, 'update', UpdateRoomResponse, {
      responseCode: 'success',
      errorDescription: '',
      ...accepted,
    })
  } catch (error) {
    if (error instanceof Declined) return answer(context, error.outcome)
    throw error
  }
}

/** @returns the time of acceptance, ms since the epoch @throws Declined */
function accept(context: Context, room: Room, call: Call, handshake: Handshake): number {
  if (handshake.kind === 'commit') return acceptCommit(context, room, call, handshake)
  if (handshake.kind === 'proposals') return acceptProposals(context, room, call, handshake)
  return notAllowed('this hub reads PublicMessages alone')
}

function answer(context: Context, outcome: Negative) {
  const told = context.ports.rules.hub.told(outcome)
  const errorDescription = told.why
  switch (told.code) {
    case 'wrongEpoch':
      return answerIn(context, 'update', UpdateRoomResponse, {
        responseCode: 'wrongEpoch',
        errorDescription,
        currentEpoch: told.currentEpoch,
      })
    case 'invalidProposal':
      return answerIn(context, 'update', UpdateRoomResponse, {
        responseCode: 'invalidProposal',
        errorDescription,
        invalidProposals: [...told.refs],
      })
    case 'notAllowed':
      return answerIn(context, 'update', UpdateRoomResponse, { responseCode: 'notAllowed', errorDescription })
  }
}

/** Whether an update was an external commit and succeeded: then its sender is in the room. */
export function joinedBy(context: Context, sent: Uint8Array, response: Uint8Array): boolean {
  const request = readIn(context, UpdateRequest, sent)
  const read = context.ports.reader.read<ValueIn<typeof UpdateRoomResponse>>(
    UpdateRoomResponse[context.draft],
    response,
  )
  const handshake = 'bundle' in request ? publicMessageOf(request.bundle.proposalOrCommit) : request.proposalOrCommit
  const external = handshake?.content.sender.sender_type === 'new_member_commit'
  return external && read.ok && read.value.responseCode === 'success'
}

function publicMessageOf(message: MLSMessage): PublicMessage | null {
  return 'public_message' in message ? message.public_message : null
}
