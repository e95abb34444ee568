/** What the checks of franking share: a room in which the hub can frank, a message in it, and the franks of that message. */
import type { CheckContext } from '../../src/check/context.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import { component } from '../../src/mls/wire/app-state.js'
import { componentIds, type Extension } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer } from '../../src/peers/answer.js'
import type { Responses } from '../../src/peers/endpoints.js'
import type {
  HostedRoom,
  HostedRoomOptions,
  Message,
  MessageOptions,
  RoomClient,
  RoomFanout,
} from '../../src/peers/hosted-room.js'
import type { ValueIn } from '../../src/wire/by-draft.js'
import type { Frank } from '../../src/wire/franking.js'
import { acceptedAt, type TwoPeers, twoPeers } from '../update/rooms.js'

export { hosted } from '../update/rooms.js'

export type SubmitAnswer = Answer<Responses['submitMessage']>
export type Frank02 = ValueIn<typeof Frank, '02ed'>
export type Frank06 = ValueIn<typeof Frank, '06'>

/** Before 06 any hub can frank; from then on the GroupContext has to name it as franking agent (5.4.1). */
const canFrank = byDraft({
  '01': () => false,
  '02ed': () => true,
  '06': (extensions: readonly Extension[]) => component(extensions, componentIds.franking_signature_key) !== null,
})

/** An admin at one peer and a member at another, in a room in which the hub can frank; a skip where it does not want to. */
export async function frankingRoom(context: CheckContext, options?: HostedRoomOptions): Promise<TwoPeers> {
  const made = await twoPeers(context, options)
  if (!canFrank[context.draft](made.room.context.extensions))
    context.skip('prepareRoom asks for no franking agent in the GroupContext, without which the target cannot frank')
  return made
}

/** What the sender is told: in 02ed the server frank alone, in 06 the whole frank; null for none. */
export function told({ value }: SubmitAnswer): { serverFrank: Uint8Array; frank: Frank06 | null } | null {
  if (value === null) return null
  if ('serverFrank' in value && value.serverFrank) return { serverFrank: value.serverFrank, frank: null }
  if ('frank' in value && value.frank) return { serverFrank: value.frank.server_frank, frank: value.frank }
  return null
}

/** The frank that was distributed with a message; null for none. */
export function distributed({ value }: RoomFanout): Frank02 | Frank06 | null {
  return 'frank' in value ? value.frank : null
}

export function serverFrankIn(frank: Frank02 | Frank06): Uint8Array {
  return 'serverFrank' in frank ? frank.serverFrank : frank.server_frank
}

export interface Franked {
  readonly message: Message
  readonly answer: SubmitAnswer
  /** Null where the answer cannot be read as one that accepts. */
  readonly time: bigint | null
  readonly serverFrank: Uint8Array
}

/** A message with a tag, taken and franked: preparation. */
export async function franked(
  { skip }: CheckContext,
  room: HostedRoom,
  client: RoomClient,
  options: MessageOptions = {},
): Promise<Franked> {
  const message = await client.message('to be franked', { tag: true, ...options })
  const answer = await room.submit(message).accepted()
  const mark = told(answer)
  if (!mark) return skip(`a message with a tag got no frank: ${describeAnswer(answer)}; judged by franking.tagged`)
  return { message, answer, time: acceptedAt(answer.value), serverFrank: mark.serverFrank }
}

/** The same with its frank as another provider gets it. */
export async function frankedAndSent(
  context: CheckContext,
  room: HostedRoom,
  client: RoomClient,
): Promise<Franked & { event: RoomFanout; frank: Frank02 | Frank06 }> {
  const sent = await franked(context, room, client)
  const event = await context.arrivesIn(room, context.other, { of: sent.message })
  const frank = distributed(event)
  if (!frank) return context.skip('the message was distributed without its frank; judged by franking.same')
  return { ...sent, event, frank }
}

export function hex(bytes: Uint8Array | undefined): string {
  return bytes ? Buffer.from(bytes).toString('hex') : 'none'
}

export function same(one: Uint8Array, another: Uint8Array): boolean {
  return Buffer.compare(one, another) === 0
}
