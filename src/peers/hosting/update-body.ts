/** Bodies of updates put together from parts that are encoded already, be they right or wrong. */
import { encode, opaque } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { concat } from '../bytes.js'
import type { Handshake } from '../hosted-room.js'

const nothing = new Uint8Array()
/** Presence octets, and the representations `full` and `partial` of GroupInfoOption and RatchetTreeOption. */
const absent = Uint8Array.of(0)
const present = Uint8Array.of(1)
const full = Uint8Array.of(1)
const partial = Uint8Array.of(2)

/** MLSMessage without version and wire format. */
const bare = (message: Uint8Array) => message.subarray(4)

/** Reading R-W23: 01 sends handshakes without the MLSMessage header. 06 says which form of GroupInfo follows. */
const forms = byDraft({
  '01': { handshake: bare, groupInfo: (handshake: Handshake) => [handshake.groupInfo ?? nothing] },
  '02ed': { handshake: same, groupInfo: (handshake: Handshake) => [handshake.groupInfo ?? nothing] },
  '06': {
    handshake: same,
    groupInfo: ({ groupInfo, partialGroupInfo }: Handshake) =>
      partialGroupInfo ? [partial, partialGroupInfo] : [full, groupInfo ?? nothing],
  },
})

/** An UpdateRequest (5.3). Its parts go in as they are. */
export function updateBody(draft: Draft, handshake: Handshake): Uint8Array {
  const form = forms[draft]
  const { kind, messages, welcome, ratchetTree } = handshake
  const [first = nothing, ...more] = messages.map(form.handshake)
  if (kind === 'proposals') return concat([first, encode(opaque, concat(more))])
  const newcomers = welcome ? [present, bare(welcome)] : [absent]
  return concat([first, ...newcomers, ...form.groupInfo(handshake), full, ratchetTree ?? nothing])
}

function same(message: Uint8Array): Uint8Array {
  return message
}
