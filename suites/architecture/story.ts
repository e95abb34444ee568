/** What the scenes of the example story (section 3) have in common. */
import type { CheckContext } from '../../src/check/context.js'
import { notOverloaded } from '../../src/check/expect.js'
import { CodecError, encode } from '../../src/codec/index.js'
import { EngineError } from '../../src/mls/engine.js'
import { findingText, tryJoin } from '../../src/mls/isolated.js'
import { RatchetTree } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import type { Handshake, HostedRoom, Message, PeerRoom, RoomClient, RoomFanout } from '../../src/peers/hosted-room.js'
import type { Peer } from '../../src/peers/peer.js'
import type { TargetDevice } from '../../src/peers/target-handle.js'
import { appRules } from '../../src/wire/room-state/index.js'
import { same } from '../notify/events.js'

/** A step without which the story does not go on. */
export async function taken<V>(
  { must }: CheckContext,
  step: string,
  sending: PromiseLike<Answer<V>>,
): Promise<Answer<V>> {
  const answer = notOverloaded(await sending)
  must(outcomeOf(answer) === 'accepted', {
    expected: `success when ${step}`,
    actual: describeAnswer(answer),
    exchange: answer,
  })
  return answer
}

/** What a client of the target is told to have been taken has come to the hub, unchanged. */
export function came({ must, hub }: CheckContext, room: PeerRoom, what: string, sent: Handshake | Message): void {
  const [message] = 'bytes' in sent ? [sent.bytes] : sent.messages
  must(
    room.log.some((event) => message !== undefined && same(event.message, message)),
    {
      expected: `${what} at ${hub.domain}, the hub of ${room.uri}, as the client made it`,
      actual: 'it did not come there, though the client was told of success',
    },
  )
}

/** Somebody is added: the Welcome comes to the provider, and a client can join by it and the tree that came along. */
export async function welcomed(
  context: CheckContext,
  room: HostedRoom,
  at: Peer,
  { welcome, added }: Handshake,
  newcomer: RoomClient,
): Promise<void> {
  const { draft, readings, arrivesIn, that, observe } = context
  const ofCommit = ({ message }: RoomFanout) => welcome !== null && same(message, welcome)
  const { value, record } = await arrivesIn(
    room,
    at,
    { kind: 'welcome', where: ofCommit },
    { expected: `the Welcome of ${newcomer.user.uri} at ${at.domain}, byte for byte as it came with the commit` },
  )
  const option = 'ratchetTreeOption' in value ? value.ratchetTreeOption : null
  const [bundle] = added
  if (option?.representation !== 'full' || !bundle || !welcome)
    return observe(`the Welcome comes with a tree as ${option?.representation ?? 'none'}`, record)
  const trouble = await orTrouble(async () => {
    const ratchetTree = encode(RatchetTree, option.ratchet_tree)
    const joined = await tryJoin({ draft, bundle, welcome, ratchetTree, app: appRules(readings) })
    if (!joined.ok) return findingText(joined.finding)
    const theirs = await newcomer.group()
    return same(joined.value.epochAuthenticator, theirs.epochAuthenticator)
      ? null
      : 'another epoch than the commit begins'
  })
  that(trouble === null, {
    expected: `a client of ${newcomer.user.uri} that joins by the Welcome and the ratchet tree which came along`,
    actual: trouble ?? '',
    exchange: record,
  })
}

async function orTrouble(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work()
  } catch (reason) {
    if (reason instanceof EngineError || reason instanceof CodecError) return reason.message
    throw reason
  }
}

/** What both followers have had of a room they have had in one order. */
export function inOneOrder({ peer, other, that }: CheckContext, room: HostedRoom): void {
  const here = inCommon(room, peer, other)
  const there = inCommon(room, other, peer)
  that(here.join() === there.join(), {
    expected: `the events of ${room.uri} that ${peer.domain} and ${other.domain} both get in the same order`,
    actual: `at ${peer.domain} they came as ${here.join(', ')}; at ${other.domain} as ${there.join(', ')}`,
    exchange: room.events(other).at(-1)?.record,
  })
}

/** Events that came to both, in the order of the first. The last octets of a handshake or message are like no other's. */
function inCommon(room: HostedRoom, one: Peer, another: Peer): string[] {
  const names = (at: Peer) =>
    room.events(at).map(({ kind, message }) => `${kind} …${Buffer.from(message).toString('hex').slice(-12)}`)
  const theirs = new Set(names(another))
  return [...new Set(names(one))].filter((name) => theirs.has(name))
}

/** What happened in a room, and the MLSMessage that says so. */
export interface Scene {
  readonly what: string
  readonly message: Uint8Array | undefined
}

/** A device has been delivered all of this, each once and in this order; other things may stand between. */
export async function delivered(
  { that }: CheckContext,
  room: HostedRoom,
  device: TargetDevice,
  scenes: readonly Scene[],
): Promise<void> {
  const isScene = ({ message }: Scene) => {
    const wanted = message ?? new Uint8Array()
    return (entry: { room: string; message: Uint8Array }) => entry.room === room.uri && same(entry.message, wanted)
  }
  const entries = await device.delivered((all) => scenes.every((scene) => all.some(isScene(scene))))
  for (const scene of scenes) {
    const times = entries.filter(isScene(scene)).length
    that(times === 1, {
      expected: `${scene.what} once in the inbox of ${device.uri}, as an event of ${room.uri}`,
      actual: times === 0 ? `it is not there, among ${entries.length} entries` : `${times} times`,
    })
  }
  const places = scenes.map((scene) => entries.findIndex(isScene(scene)))
  const early = places.findIndex((place, index) => index > 0 && place >= 0 && place < (places[index - 1] ?? 0))
  that(early < 0, {
    expected: `the story in its order in the inbox of ${device.uri}`,
    actual: `${scenes[early]?.what} stands before ${scenes[early - 1]?.what}`,
  })
}
