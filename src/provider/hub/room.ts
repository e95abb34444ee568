/** A room that is hosted here, as its next event finds it. */
import { decode, tryDecode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { PublicGroup } from '../../mls/public-group.js'
import { componentIds, type GroupInfo, type LeafNode, MLSMessage } from '../../mls/wire/index.js'
import { component } from '../../mls/wire/app-state.js'
import { BaseRoomPolicy } from '../../wire/room-policy.js'
import { appRules, bannedRole, participantChangeOf, participantsOf, rolesOf } from '../../wire/room-state/index.js'
import type { Context } from '../endpoints/endpoint.js'
import type { PolicyRoom } from '../rules/policy/index.js'
import type { HostedRoom, PendingProposal } from '../store/hosted.js'
import { uriText } from '../uri.js'
import type { Room, Waiting } from './types.js'

interface GroupView extends Pick<PolicyRoom, 'extensions' | 'participants' | 'members' | 'userOf'> {
  readonly group: PublicGroup
  readonly listed: Room['listed']
  readonly parentUri: Room['parentUri']
}

interface WaitingView extends Pick<Room, 'waiting' | 'pendingRemoval'> {}

/** What follows from an epoch's group, and from a list of proposals, is looked at once for each. */
const groups = new WeakMap<GroupInfo, PublicGroup>()
const views = new WeakMap<PublicGroup, GroupView>()
const lists = new WeakMap<readonly PendingProposal[], WaitingView>()

/** Undefined for a room that does not exist here. */
export function roomOf(context: Context, uri: string): Room | undefined {
  const { draft, domain, ports } = context
  const hosted = ports.store.hosted.find(uri)
  if (!hosted) return undefined
  const view = groupView(context, groupOf(context, hosted))
  const parent = view.parentUri === null ? undefined : ports.store.hosted.find(view.parentUri)
  return {
    uri,
    domain,
    draft,
    readings: ports.readings,
    hosted,
    ...view,
    ...waitingView(context, hosted, view),
    ...(parent && { parent: groupView(context, groupOf(context, parent)).participants }),
    codeGrants: new Map(hosted.codeGrants.map(({ user, role }) => [user, role])),
  }
}

/** Keeps the group of an epoch that was reached by a commit, so that it need not be read again. */
export function keepGroup(groupInfo: GroupInfo, group: PublicGroup): void {
  groups.set(groupInfo, group)
}

/** A group by its users; a client whose credential names nobody belongs to the user without name. */
export function groupView({ draft, ports }: Context, group: PublicGroup): GroupView {
  const known = views.get(group)
  if (known) return known
  const { extensions } = group.context
  const participants = participantsOf(draft, extensions, ports.readings) ?? []
  const listed = new Set(participants.map(({ user }) => user))
  const userOf = ({ credential }: LeafNode) => ports.rules.hub.userOf(credential, listed)
  const members = group.members.map(({ leaf_index, leaf_node: leaf }) => ({
    leaf_index,
    leaf,
    user: userOf(leaf) ?? '',
  }))
  const view = { group, extensions, participants, listed, members, userOf, parentUri: parentIn(extensions) }
  views.set(group, view)
  return view
}

function parentIn(extensions: PolicyRoom['extensions']): string | null {
  const data = component(extensions, componentIds.base_room_policy)
  const policy = data && tryDecode(BaseRoomPolicy, data)
  const [parent] = policy?.ok && policy.value.parent_dependant === 'true' ? policy.value.parent_room : []
  return parent ? uriText(parent.uri) : null
}

function groupOf({ draft, ports }: Context, { groupInfo, ratchetTree }: HostedRoom): PublicGroup {
  const known = groups.get(groupInfo)
  if (known) return known
  const group = PublicGroup.open({ draft, groupInfo, ratchetTree, app: appRules(ports.readings) })
  groups.set(groupInfo, group)
  return group
}

function waitingView(context: Context, { pending }: HostedRoom, view: GroupView): WaitingView {
  const known = lists.get(pending)
  if (known) return known
  const waiting = pending.flatMap((each) => waitingOf(context.draft, each))
  const made = { waiting, pendingRemoval: new Set(takenOut(context, view, waiting)) }
  lists.set(pending, made)
  return made
}

function waitingOf(draft: Draft, pending: PendingProposal): Waiting[] {
  const message = decode(MLSMessage[draft], pending.message)
  if (!('public_message' in message)) return []
  const { content } = message.public_message
  return content.content_type === 'proposal'
    ? [{ pending, message: message.public_message, proposal: content.proposal }]
    : []
}

/** Who is out of the room by what was accepted, though not committed (5.3, 7.1). */
function takenOut({ draft, ports }: Context, view: GroupView, waiting: readonly Waiting[]): string[] {
  if (waiting.length === 0) return []
  const { extensions, participants, members } = view
  const { hub } = ports.rules
  const banned = bannedRole[draft](rolesOf(draft, extensions, ports.readings) ?? [])
  const listed = waiting.flatMap(({ proposal }) => {
    const change = participantChangeOf(draft, participants, proposal, ports.readings)
    return change ? hub.takenOut(change, banned) : []
  })
  return [...listed, ...hub.kickedOut(waiting, members)]
}
