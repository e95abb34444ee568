/** groupInfo (5.6): what somebody who wants to join by an external commit needs to know of the group. */
import { decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { MLSMessage } from '../../mls/wire/index.js'
import {
  GroupInfoRatchetTreeTBE,
  GroupInfoRequest,
  GroupInfoResponse,
  GroupInfoResponseTBS,
} from '../../wire/group-info.js'
import { type RoleId, rolesOf } from '../../wire/room-state/index.js'
import { roomOf } from '../hub/room.js'
import type { Room } from '../hub/types.js'
import type { Asked } from '../rules/group-info.js'
import { answerIn, type Call, type Context, type Endpoint, readIn, refuse } from './endpoint.js'

export const groupInfo: Endpoint = (context, call) => {
  const { ports } = context
  const asked: Asked = readIn(context, GroupInfoRequest, call.body)
  const room = roomOf(context, call.subject)
  const status = room ? entitle(context, room, call, asked) : ports.rules.rooms.groupInfo(call.subject)
  const room_id = ports.rules.groupInfo.roomId(call.subject)
  if (!room || status !== 'success') {
    return answerIn(context, 'groupInfo', GroupInfoResponse, {
      version: 'mls10',
      room_id,
      status: status === 'success' ? 'noSuchRoom' : status,
    })
  }
  return ports.encoder.answered('groupInfo', success(context, room, room_id, asked))
}

/** Decides, and remembers whom a joining code has let in. */
function entitle({ draft, ports }: Context, room: Room, { sender }: Call, asked: Asked): 'success' | 'notAuthorized' {
  const { groupInfo: rules, hub, codes } = ports.rules
  const { hosted, codes: store } = ports.store
  const now = ports.clock.now()
  const proven = rules.supports(asked.cipher_suite) && rules.verifies(draft, asked) && rules.vouched(asked)
  const user = hub.userOf(asked.requestingCredential, room.listed)
  if (!proven || user === null || !rules.speaksFor(sender, user)) return 'notAuthorized'
  if (hub.banned(room.hosted, user, now)) return 'notAuthorized'

  const code = asked.joiningCode.length > 0 ? store.find(room.uri, asked.joiningCode) : undefined
  // Whoever was let in by a code may ask again: the group may have moved on before the commit came.
  const again = code !== undefined && room.codeGrants.has(user) && codes.good({ ...code, uses: 1 }, now)
  const fresh = code !== undefined && codes.good(code, now)
  const open = rules.open(room.hosted.prepared)
  const role = hub.codeRole[draft](rolesOf(draft, room.extensions, ports.readings) ?? [])
  const granted = (fresh || again || open) && role !== null ? { codeRole: role } : {}
  // What an earlier code was good for does not outlast it.
  const asking = { ...room, codeGrants: new Map<string, RoleId>() }
  const identity = { signature_key: asked.requestingSignatureKey, credential: asked.requestingCredential }
  if (!rules.entitles(asking, { user, identity, ...granted })) return 'notAuthorized'
  const listed = room.listed.has(user)
  if (listed || room.codeGrants.has(user) || role === null || !(fresh || open)) return 'success'
  if (code !== undefined) store.use(room.uri, code.code)
  hosted.put({ ...room.hosted, codeGrants: [...room.hosted.codeGrants, { user, role }] })
  return 'success'
}

/** The encoded answer, signed by the hub. */
function success(context: Context, room: Room, room_id: Uint8Array, asked: Asked): Uint8Array {
  const { draft, domain, ports } = context
  const { groupInfo: rules, hub } = ports.rules
  const { prepared } = room.hosted
  const answer = {
    version: 'mls10',
    room_id,
    status: 'success',
    cipher_suite: rules.suite(asked.cipher_suite, prepared),
    hub_sender: rules.sender(hub.externalSender(domain, prepared.hubKeys)),
    ...contents[draft](context, room, room_id, asked),
  }
  const signature = rules.signed(prepared, ports.encoder.write<unknown>(GroupInfoResponseTBS[draft], answer))
  return ports.encoder.write<unknown>(GroupInfoResponse[draft], { ...answer, signature })
}

const inTheClear: Contents = ({ ports }, { group, hosted }) => ({
  groupInfo: ports.rules.groupInfo.served(hosted.groupInfo),
  ratchetTreeOption: ports.rules.groupInfo.tree(group),
})

type Contents = (context: Context, room: Room, roomId: Uint8Array, asked: Asked) => object

/** Group info and tree, from 06 on for the requester's eyes alone and with the proposals that wait. */
const contents: Readonly<Record<Draft, Contents>> = {
  '01': inTheClear,
  '02ed': inTheClear,
  '06'({ ports }, { group, hosted }, roomId, asked) {
    const rules = ports.rules.groupInfo
    const readable = encode(GroupInfoRatchetTreeTBE['06'], {
      groupInfo: rules.served(hosted.groupInfo),
      ratchetTreeOption: rules.tree(group),
      pending_proposals: rules.listed(hosted.pending).map(({ message, acceptedTime }) => ({
        proposal: decode(MLSMessage['06'], message),
        hub_accepted_time: BigInt(acceptedTime),
      })),
    })
    return { encrypted_groupinfo_and_tree: sealed(() => rules.sealed(asked, roomId, readable)) }
  },
}

function sealed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return refuse(400, `groupInfoPublicKey: ${error.message}`)
    throw error
  }
}
