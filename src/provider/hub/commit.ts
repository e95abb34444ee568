/** A commit moves the room: it is judged as a whole, then everything of it takes effect at once (5.3). */
import type { StagedCommit } from '../../mls/public-group.js'
import { type GroupInfo, wireFormats } from '../../mls/wire/index.js'
import type { Call, Context } from '../endpoints/endpoint.js'
import { type Actor, type Change, judge } from '../rules/policy/index.js'
import type { LocalMember } from '../store/hosted.js'
import { leaveDependants } from './act.js'
import { declining, notAllowed, obeying } from './declined.js'
import { acceptedTime, fanOut, receiversOf } from './fan-out.js'
import type { CommitBundle } from './handshake.js'
import { delisting, renewed } from './renewal.js'
import { proposeAsHub } from './own.js'
import { groupView, keepGroup } from './room.js'
import type { Room } from './types.js'
import { actorOf, authenticated } from './senders.js'
import { localNewcomers, newcomersOf, welcomeEvent, welcomeReceivers } from './welcome.js'

/** Accepts a commit. @returns the time, ms since the epoch @throws Declined */
export function acceptCommit(context: Context, room: Room, call: Call, bundle: CommitBundle): number {
  const { hub } = context.ports.rules
  const now = context.ports.clock.now()
  const committer = authenticated(context, room, call.sender, bundle)
  const pending = room.waiting.map(({ message }) => message)
  const staged = declining(() => hub.stage(room.group, bundle.message, pending, now))
  const omitted = hub.omitted(room.draft, room.waiting, staged)
  if (omitted.length > 0) notAllowed(`the commit leaves out ${omitted.length} accepted proposals (7.3)`)
  const groupInfo = describedBy(context, bundle, staged)
  const newcomers = newcomersOf(context, room, staged, bundle.welcome)
  authorized(context, room, staged, committer, now)

  const time = acceptedTime(context, room)
  const { hosted, waiting } = room
  const { next } = staged
  const arriving = localNewcomers(context, newcomers)
  const joined = joinedBy(call, staged, committer)
  const covered = new Set(staged.proposals.map(({ message }) => message))
  const voided = staged.external ? waiting.filter(({ message }) => !covered.has(message)) : []
  const { listed } = groupView(context, next)
  const renewals = proposeAsHub(
    context,
    hosted.prepared,
    next,
    [...renewed(context, room, voided, next), ...delisting(context, room, next, listed)],
    time,
  )
  keepGroup(groupInfo, next)
  context.ports.store.hosted.put({
    ...hosted,
    groupInfo,
    ratchetTree: next.ratchetTree,
    pending: renewals.map((each) => each.pending),
    local: [...stillThere(hosted.local, staged), ...arriving, ...joined],
    lastAccepted: time,
    codeGrants: hosted.codeGrants.filter(({ user }) => !listed.has(user)),
  })

  const receivers = receiversOf(context, room, hub.handshakeTo(room.members, call.sender))
  const events = hub.commitEvents[room.draft](
    bundle.envelope,
    renewals.map(({ envelope }) => envelope),
  )
  for (const event of events) fanOut(context, room, time, event, receivers)
  if (bundle.welcome) {
    const event = welcomeEvent(bundle.welcome, hub.welcomeTree(next))
    fanOut(context, room, time, event, welcomeReceivers(context, newcomers, arriving))
  }
  const left = [...room.listed].filter((user) => !listed.has(user))
  leaveDependants(context, room.uri, left)
  return time
}

/** The GroupInfo of the new epoch, whole, once it and the tree are found to be of that epoch (06: mahy-mls-ratchet-tree-options). */
function describedBy(context: Context, { groupInfo, tree }: CommitBundle, staged: StagedCommit): GroupInfo {
  const { hub } = context.ports.rules
  const { next } = staged
  const objection = hub.treeObjection(next, tree)
  if (objection !== null) notAllowed(objection)
  const whole = 'full' in groupInfo ? groupInfo.full : declining(() => hub.completed(staged, groupInfo.partial))
  declining(() => hub.groupInfoFits(next, whole))
  return whole
}

function authorized(context: Context, room: Room, staged: StagedCommit, committer: Actor, now: number): void {
  const { draft, readings, hosted } = room
  const { hub } = context.ports.rules
  const { next } = staged
  const { members } = groupView(context, next)
  const before = new Set(room.members.map(({ user }) => user))
  const banned = members.find(({ user }) => !before.has(user) && hub.banned(hosted, user, now))
  if (banned) notAllowed(`${banned.user} is banned from this room`)
  const changes = staged.proposals.flatMap(({ proposal, sender, ref, message }): Change[] => {
    // How a newcomer comes by the epoch's secrets is no affair of the room (RFC 9420, 12.1.6).
    if ('kem_output' in proposal) return []
    const joiner = 'key_package' in proposal ? proposal.key_package.leaf_node : null
    return [{ proposal, ref, actor: message ? actorOf(room, sender, joiner) : committer }]
  })
  obeying(
    judge(
      {
        draft,
        readings,
        kind: 'commit',
        room,
        changes,
        committer,
        external: staged.external,
        wireFormat: wireFormats.mls_public_message,
        next: { extensions: next.context.extensions, members },
        now,
      },
      context.ports.rules.policy,
    ),
  )
}

function stillThere(local: readonly LocalMember[], { removed }: StagedCommit): LocalMember[] {
  return local.filter(({ leaf }) => removed.every(({ leaf_index }) => leaf_index !== leaf))
}

/** An own user's device that comes in by its own commit. */
function joinedBy({ device }: Call, staged: StagedCommit, committer: Actor): LocalMember[] {
  if (!staged.external || device === undefined || committer.kind !== 'user') return []
  return [{ user: committer.user, device, leaf: staged.committerLeaf.leaf_index }]
}
