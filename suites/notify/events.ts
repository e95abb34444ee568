/** What the checks of this area share: rooms of a hub with members at the target, their events, and what was delivered. */
import type { CheckContext } from '../../src/check/context.js'
import { decode, encode } from '../../src/codec/index.js'
import { byDraft } from '../../src/drafts/by-draft.js'
import type { Draft } from '../../src/drafts/ids.js'
import { EngineError, type Group } from '../../src/mls/engine.js'
import { findingText, tryJoin } from '../../src/mls/isolated.js'
import { componentIds, MLSMessage, RatchetTree, SafeAAD } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, isEvaluated } from '../../src/peers/answer.js'
import { someFrank } from '../../src/peers/builders.js'
import type { Fanout, HubRoom, RoomEvent } from '../../src/peers/room.js'
import type { TargetDevice } from '../../src/peers/target-handle.js'
import type { InboxEntry, Operation } from '../../src/target/driver/contract.js'
import { decodeIn } from '../../src/wire/by-draft.js'
import { FrankAAD } from '../../src/wire/franking.js'
import { FanoutMessage } from '../../src/wire/notify.js'

/** The driver operations behind a room of the hub with a user of the target in it. */
export const provisioning: Operation[] = ['createUser', 'publishKeyPackages', 'setConsent']

const utf8 = new TextEncoder()

/** What of an event reaches a client. */
export interface Content {
  timestamp: bigint
  /** MLSMessage. */
  message: Uint8Array
  /** RatchetTree; null but for a Welcome. */
  ratchetTree: Uint8Array | null
}

export function contentOf(draft: Draft, event: RoomEvent): Content {
  const read = decodeIn(FanoutMessage, draft, event)
  const option = 'ratchetTreeOption' in read ? read.ratchetTreeOption : null
  return {
    timestamp: read.timestamp,
    message: encode(MLSMessage[draft], read.message),
    ratchetTree: option?.representation === 'full' ? encode(RatchetTree, option.ratchet_tree) : null,
  }
}

/** An application message with a frank, whose tag is in its AAD in 06; 01 has no franks. */
export async function frankedMessage(draft: Draft, room: HubRoom, text: string): Promise<RoomEvent> {
  return room.event(await room.group.encrypt(utf8.encode(text), frankingAad[draft]), { frank: someFrank[draft] })
}

const nothing = new Uint8Array()
const frankingAad = byDraft({
  '01': nothing,
  '02ed': nothing,
  '06': encode(SafeAAD, {
    aad_items: [
      {
        component_id: componentIds.frank_aad,
        aad_item_data: encode(FrankAAD['06'], { franking_tag: new Uint8Array(32).fill(0xa1) }),
      },
    ],
  }),
})

/**
 * The MLS state of a device of the target that joins by a Welcome.
 * @throws EngineError for a Welcome or tree that nobody can join by
 */
export async function join(
  { draft, skip }: CheckContext,
  { uri, published }: TargetDevice,
  { message, ratchetTree }: Pick<Content, 'message' | 'ratchetTree'>,
): Promise<Group> {
  const read = decode(MLSMessage[draft], message)
  const refs = 'welcome' in read ? read.welcome.secrets.map(({ new_member }) => new_member) : []
  const bundle = published.find(({ ref }) => refs.some((each) => same(each, ref)))
  if (!bundle) return skip(`Mimicry has no private keys for the key package of ${uri} that the Welcome is for`)
  const joined = await tryJoin({ draft, bundle, welcome: message, ratchetTree: ratchetTree ?? new Uint8Array() })
  if (!joined.ok) throw new EngineError(findingText(joined.finding))
  return joined.value
}

/** Sends what is not judged here, but by the check of that name. */
export async function taken({ target, hub, skip }: CheckContext, body: Fanout, judge: string): Promise<Answer<null>> {
  const answer = await hub.notify(target, body)
  return isEvaluated(answer) ? answer : skip(`notify got ${describeAnswer(answer)}; judged by ${judge}`)
}

/** How often a message was delivered to a device. */
export function count(entries: readonly InboxEntry[], { message }: Content): number {
  return entries.filter((entry) => same(entry.message, message)).length
}

export function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

/** How often each of these was delivered to a device, once all of them are there or the time is up. */
export async function countsOf(device: TargetDevice, all: readonly Content[]): Promise<number[]> {
  const entries = await deliveredTo(device, all)
  return all.map((content) => count(entries, content))
}

/** What was delivered to a device once all of these are there, or when the time is up. */
export function deliveredTo(device: TargetDevice, all: readonly Content[]): Promise<InboxEntry[]> {
  return device.delivered((entries) => all.every((content) => count(entries, content) > 0))
}
