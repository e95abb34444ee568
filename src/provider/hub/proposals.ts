/** Proposals that stand alone: accepted together or not at all, effective at once, covered by the next commit (7.1, 7.3). */
import { encode } from '../../codec/index.js'
import { PublicGroupError } from '../../mls/public-group.js'
import { MLSMessage, wireFormats } from '../../mls/wire/index.js'
import { AppStateError, nextExtensions } from '../../mls/wire/app-state.js'
import { appRules } from '../../wire/room-state/index.js'
import type { Call, Context } from '../endpoints/endpoint.js'
import { authorOf, type Proposed } from '../rules/hub.js'
import { type Actor, type Change, judge } from '../rules/policy/index.js'
import { Declined, invalidProposal, obeying } from './declined.js'
import { acceptedTime, fanOut, receiversOf } from './fan-out.js'
import type { Framed, ProposalBundle } from './handshake.js'
import { accepted, type AcceptedProposal } from './own.js'
import type { Room } from './types.js'
import { authenticated } from './senders.js'

const mostPending = 1_000

interface Fresh extends AcceptedProposal {
  readonly actor: Actor
  readonly proposal: Proposed['proposal']
}

/** Accepts proposals. @returns the time, ms since the epoch @throws Declined */
export function acceptProposals(context: Context, room: Room, call: Call, { proposals }: ProposalBundle): number {
  const time = acceptedTime(context, room)
  const from = call.sender
  const fresh = proposals.map((framed) => opened(context, room, call, framed, time))
  const again = repeated(room, fresh)
  if (again !== null) return again
  try {
    valid(context, room, fresh)
    obeying(judge(inputOf(context, room, fresh), context.ports.rules.policy))
  } catch (error) {
    if (error instanceof Declined && error.outcome.code === 'invalidProposal') {
      const { refs } = error.outcome
      const good = fresh.filter(({ pending }) => refs.every((ref) => !same(ref, pending.ref)))
      keep(context, room, context.ports.rules.hub.kept(good), { time, from })
    }
    throw error
  }
  keep(context, room, fresh, { time, from })
  return time
}

/**
 * Remembers proposals, of clients or of the hub itself, and tells everybody in the room.
 * @param origin the time at which they are accepted, ms since the epoch, and the provider that handed them in
 */
export function keep(
  context: Context,
  room: Room,
  fresh: readonly AcceptedProposal[],
  { time, from }: { time: number; from: string },
): void {
  if (fresh.length === 0) return
  const { ports } = context
  const { hub } = ports.rules
  const { hosted } = room
  const pending = [...hosted.pending, ...fresh.map((each) => each.pending)]
  ports.store.hosted.put({ ...hosted, pending, lastAccepted: time })
  const receivers = receiversOf(context, room, hub.handshakeTo(room.members, from))
  const events = hub.proposalEvents[room.draft](fresh.map(({ envelope }) => envelope))
  for (const event of events) fanOut(context, room, time, event, receivers)
}

function opened(context: Context, room: Room, call: Call, framed: Framed, time: number): Fresh {
  const actor = authenticated(context, room, call.sender, framed)
  const { content } = framed.message
  if (content.content_type !== 'proposal') return invalidProposal('a list of proposals holds something else')
  const message = encode(MLSMessage[room.draft], framed.envelope)
  return { ...accepted(room.group, framed, message, time), actor, proposal: content.proposal }
}

/** The time of the proposals where all of them were accepted before: nothing happens twice. */
function repeated({ hosted }: Room, fresh: readonly Fresh[]): number | null {
  const times = fresh.map(({ pending }) => hosted.pending.find(({ ref }) => same(ref, pending.ref))?.acceptedTime)
  return times.every((each) => each !== undefined) ? (times[0] ?? null) : null
}

function valid(context: Context, room: Room, fresh: readonly Fresh[]): void {
  const { hub } = context.ports.rules
  const { draft, waiting, group, extensions } = room
  if (waiting.length + fresh.length > mostPending) invalidProposal(`more than ${mostPending} proposals wait`)
  const refsAt = (indices: readonly number[]) =>
    fresh.filter((_, index) => indices.includes(index)).map(({ pending }) => pending.ref)
  const now = context.ports.clock.now()
  const wrong = fresh.flatMap(({ message }, index) => {
    const problem = problemOf(() => hub.valid(group, message, now))
    return problem === null ? [] : [{ index, problem }]
  })
  const [first] = wrong
  if (first) invalidProposal(first.problem, refsAt(wrong.map(({ index }) => index)))
  const before = waiting.map(({ message, proposal }) => ({ proposal, author: authorOf(message) }))
  const wanted = fresh.map(({ message, proposal }) => ({ proposal, author: authorOf(message) }))
  const clashing = hub.clashing(draft, before, wanted)
  if (clashing.length > 0)
    invalidProposal('no commit can cover this beside what was accepted (RFC 9420, 12.2)', refsAt(clashing))
  const all = [...before, ...wanted].map(({ proposal }) => proposal)
  try {
    nextExtensions(draft, extensions, all, appRules(room.readings))
  } catch (error) {
    if (!(error instanceof AppStateError)) throw error
    const blamed = error.proposals.map((index) => index - before.length).filter((index) => index >= 0)
    invalidProposal(error.message, refsAt(blamed))
  }
}

function inputOf({ ports }: Context, room: Room, fresh: readonly Fresh[]): Parameters<typeof judge>[0] {
  const { draft, readings } = room
  const changes = fresh.map(({ proposal, actor, pending }): Change => ({ proposal, actor, ref: pending.ref }))
  return {
    draft,
    readings,
    kind: 'proposals',
    room,
    changes,
    committer: null,
    external: false,
    wireFormat: wireFormats.mls_public_message,
    now: ports.clock.now(),
  }
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}

function problemOf(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof PublicGroupError) return error.message
    throw error
  }
}
