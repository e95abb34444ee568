/** What the checks of submitMessage share: messages with one thing wrong, and how a hub refuses one. */
import type { CheckContext } from '../../src/check/context.js'
import type { RoomRefusal } from '../../src/check/room.js'
import { decode, encode } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { MLSMessage, type PrivateMessage } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import type { HostedRoom, Message } from '../../src/peers/hosted-room.js'

/** The message in another frame. What is sealed in it stays as it is: a hub cannot tell that nobody will open it. */
export function reframed(draft: Draft, message: Message, edit: (frame: PrivateMessage) => PrivateMessage): Message {
  return { ...message, bytes: encode(MLSMessage[draft], withFrame(decode(MLSMessage[draft], message.bytes), edit)) }
}

function withFrame(message: MLSMessage, edit: (frame: PrivateMessage) => PrivateMessage): MLSMessage {
  if (!('private_message' in message)) throw new Error('application messages are PrivateMessages')
  return { ...message, private_message: edit(message.private_message) }
}

/** For an epoch that the group is not in yet. */
export function ahead(draft: Draft, message: Message): Message {
  return reframed(draft, message, (frame) => ({ ...frame, epoch: frame.epoch + 1n }))
}

/**
 * Refused by a code of the response structure: an HTTP 4xx alone, by which a client is not told as much, is a warning.
 * The code is one of `codes`.
 */
export async function refusesByCode(
  { refusesIn, that }: CheckContext,
  room: HostedRoom,
  { malformed, ...refusal }: Omit<RoomRefusal, 'malformed'> & { malformed: () => PromiseLike<Answer> },
): Promise<void> {
  const answers: Answer[] = []
  await refusesIn(room, {
    ...refusal,
    async malformed() {
      const answer = await malformed()
      answers.push(answer)
      return answer
    },
  })
  const refused = answers.find((answer) => outcomeOf(answer) === 'refused')
  that(refused === undefined, {
    requirement: refusal.requirement,
    expected: `status 200 and a SubmitMessageResponse with ${refusal.codes?.join(' or ')} for ${refusal.what}`,
    actual: refused ? describeAnswer(refused) : '',
    as: 'warn',
    exchange: refused,
  })
}
