/** A room with members by the engine and a non-member that follows it, for tests. */
import { decode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { createDevice, type Device } from '../device.js'
import { createGroup, type Group, joinFromWelcome, type PendingCommit } from '../engine.js'
import type { KeyPackageBundle } from '../key-package-bundle.js'
import { PublicGroup, PublicGroupError } from '../public-group.js'
import { GroupInfo } from '../wire/group-info.js'
import type { Extension } from '../wire/leaf-node.js'
import { MLSMessage } from '../wire/message.js'
import type { PublicMessage } from '../wire/public-message.js'
import { RatchetTree } from '../wire/ratchet-tree.js'

export const groupId = new TextEncoder().encode('mimi://b.example/r/room')

export function device(draft: Draft, name: string, suite = 1): Device {
  const userUri = `mimi://b.example/u/${name}`
  return createDevice({ draft, userUri, clientUri: `mimi://b.example/d/${name}/1`, suite })
}

export function bundleOf(owner: Device): KeyPackageBundle {
  const [made] = owner.keyPackages(1)
  if (!made) throw new Error('no key package')
  return made
}

export function publicMessage(draft: Draft, bytes: Uint8Array): PublicMessage {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message)) throw new Error('expected a PublicMessage')
  return message.public_message
}

export interface Room {
  draft: Draft
  /** By name; whoever is in the group. */
  members: Map<string, { device: Device; group: Group }>
  follower: PublicGroup
}

export async function openRoom(draft: Draft, creator: Device, extensions: Extension[] = []): Promise<Room> {
  const group = await createGroup(creator, { groupId, extensions })
  const follower = open(draft, await group.groupInfo(), group.ratchetTree)
  return { draft, members: new Map([['creator', { device: creator, group }]]), follower }
}

export function open(draft: Draft, groupInfo: Uint8Array, ratchetTree: Uint8Array): PublicGroup {
  const state = { draft, groupInfo: decode(GroupInfo, groupInfo), ratchetTree: decode(RatchetTree, ratchetTree) }
  return PublicGroup.open(state)
}

export function member(room: Room, name: string): Group {
  const found = room.members.get(name)
  if (!found) throw new Error(`${name} is not in the room`)
  return found.group
}

/** Everybody but its committer processes a commit, the committer accepts it, and the follower follows. */
export async function land(room: Room, committer: string, pending: PendingCommit, proposals: PublicMessage[] = []) {
  const staged = room.follower.stage(publicMessage(room.draft, pending.commit), proposals)
  for (const [name, { group }] of room.members) {
    if (name === committer) continue
    const outcome = await group.process(pending.commit)
    if (outcome.kind === 'commit' && outcome.removed) room.members.delete(name)
  }
  pending.accepted()
  room.follower = staged.next
  return staged
}

/** Adds newcomers by one commit; they join by its Welcome. */
export async function invite(room: Room, inviter: string, names: readonly string[]): Promise<void> {
  const newcomers = names.map((name) => {
    const newcomer = device(room.draft, name)
    return { name, device: newcomer, bundle: bundleOf(newcomer) }
  })
  const pending = await member(room, inviter).add(newcomers.map(({ bundle }) => bundle.bytes))
  await land(room, inviter, pending)
  const { welcome, ratchetTree } = pending
  if (!welcome) throw new Error('expected a Welcome')
  for (const { name, device: newcomer, bundle } of newcomers) {
    const group = await joinFromWelcome({ draft: room.draft, bundle, welcome, ratchetTree })
    room.members.set(name, { device: newcomer, group })
  }
}

/** The fault that the work ends with; `none` when it ends well. */
export function faultOf(work: () => unknown): PublicGroupError | 'none' {
  try {
    work()
    return 'none'
  } catch (error) {
    if (error instanceof PublicGroupError) return error
    throw error
  }
}
