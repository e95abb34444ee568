/** notify (5.5). */
import { type Codec, derive, oneOrMore, optional, struct, uint64, vector } from '../codec/index.js'
import { MLSMessage, RatchetTreeOption } from '../mls/wire/index.js'
import { byDraft, type Table } from './by-draft.js'
import { Frank } from './franking.js'
import { fanoutMessage, kindOf } from './message-kind.js'

/** Reading R-W14: wire format and content type together choose the arm. */
const eventKind = derive(
  'message.wire_format',
  ({ message }: { message: MLSMessage }) => kindOf(message),
  'message.wire_format',
)

/** `timestamp` is the hub's acceptance time in milliseconds since the UNIX epoch; there is no protocol byte (R-W22). */
const event = (message: Codec<MLSMessage>) =>
  struct('FanoutMessage', { timestamp: uint64, message: fanoutMessage(message) })

/** The fanout structures around the MLSMessages of a run. */
export function fanoutMessages(messages: Table<MLSMessage>) {
  const FanoutMessage = byDraft({
    '01': event(messages['01']).select(eventKind, {
      application: {},
      welcome: { ratchetTreeOption: RatchetTreeOption['01'] },
      proposal: {},
      commit: {},
    }),
    '02ed': event(messages['02ed']).select(eventKind, {
      application: { frank: optional(Frank['02ed']) },
      welcome: { ratchetTreeOption: RatchetTreeOption['02ed'] },
      proposal: {},
      commit: {},
    }),
    // Reading R-W44: externalProposals is there after every commit, empty where the hub staples none.
    '06': event(messages['06']).select(eventKind, {
      application: { frank: optional(Frank['06']) },
      welcome: { ratchetTreeOption: RatchetTreeOption['06'] },
      proposal: { moreProposals: vector(messages['06']) },
      commit: { externalProposals: vector(messages['06']) },
    }),
  })
  return {
    FanoutMessage,
    /** A notify body has events and nothing around them (R-W38). The name is Mimicry's, no draft has one. */
    NotifyBody: byDraft({
      '01': oneOrMore(FanoutMessage['01']),
      '02ed': oneOrMore(FanoutMessage['02ed']),
      '06': oneOrMore(FanoutMessage['06']),
    }),
  }
}

export const { FanoutMessage, NotifyBody } = fanoutMessages(MLSMessage)
