import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import {
  wrongAdditions,
  wrongGroupInfos,
  wrongJoins,
  wrongLists,
  wrongPaths,
  wrongUpdates,
  wrongWelcomes,
} from '../artefacts.js'
import { createDevice, type Device } from '../device.js'
import { createGroup, EngineError, type Group, joinExternally, joinFromWelcome } from '../engine.js'
import type { KeyPackageBundle } from '../key-package-bundle.js'
import { PublicGroup, PublicGroupError } from '../public-group.js'
import { generateSignatureKeys } from '../sign.js'
import { basicCredential } from '../credential.js'
import { ExternalSenders, GroupInfo } from '../wire/group-info.js'
import { MLSMessage } from '../wire/message.js'
import type { PublicMessage } from '../wire/public-message.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { extensionTypes } from '../wire/registries.js'
import type { ArtefactProblem, Forging, TwinKind, UpdateParts, WrongUpdate } from './artefact.js'
import { forge } from './forge.js'
import { wrongCommits } from './wrong-commits.js'
import { type Proposing, wrongProposals } from './wrong-proposals.js'
import { wrongTrees } from './wrong-trees.js'

const groupId = new TextEncoder().encode('mimi://a.example/r/room')

function deviceOf({ draft, suite }: Place, name: string): Device {
  const userUri = `mimi://b.example/u/${name}`
  return createDevice({ draft, suite, userUri, clientUri: `mimi://b.example/d/${name}/1` })
}

function one(device: Device): KeyPackageBundle {
  const [bundle] = device.keyPackages(1)
  if (!bundle) throw new Error('no key package')
  return bundle
}

interface Place {
  draft: Draft
  suite: number
}

interface Room extends Place {
  alice: Group
  bob: Group
  bobsDevice: Device
  hub: PublicGroup
  /** Alice proposes to remove Cathy. */
  removal: PublicMessage
  external: NonNullable<Proposing['external']>
}

/** Alice, Bob and Cathy at leaves 0 to 2 of a tree of four, as its hub and as members see it. */
async function roomOf(place: Place): Promise<Room> {
  const { draft, suite } = place
  const { publicKey: signature_key, privateKey } = generateSignatureKeys(suite)
  const senders = encode(ExternalSenders, [{ signature_key, credential: basicCredential('mimi://a.example') }])
  const extensions = [{ extension_type: extensionTypes.external_senders, extension_data: senders }]
  const alice = await createGroup(deviceOf(place, 'alice'), { groupId, extensions })
  const bobsDevice = deviceOf(place, 'bob')
  const invited = one(bobsDevice)
  const start = await alice.commit({ add: [invited.bytes, one(deviceOf(place, 'cathy')).bytes], path: true })
  start.accepted()
  const { welcome, ratchetTree } = start
  const bob = await joinFromWelcome({ draft, bundle: invited, welcome: welcome ?? new Uint8Array(), ratchetTree })
  const hub = opened(draft, await alice.groupInfo(), ratchetTree)
  const removal = messageOf(draft, await alice.fork().proposeRemoval(2))
  return { ...place, alice, bob, bobsDevice, hub, removal, external: { privateKey, senderIndex: 0 } }
}

function opened(draft: Draft, groupInfo: Uint8Array, ratchetTree: Uint8Array): PublicGroup {
  return PublicGroup.open({
    draft,
    groupInfo: decode(GroupInfo, groupInfo),
    ratchetTree: decode(RatchetTree, ratchetTree),
  })
}

function messageOf(draft: Draft, bytes: Uint8Array): PublicMessage {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message)) throw new Error('expected a PublicMessage')
  return message.public_message
}

const twins: Record<TwinKind, (room: Room) => Promise<Forging>> = {
  any: async ({ bob, bobsDevice }) => ({ device: bobsDevice, group: bob, pending: await bob.update() }),
  path: async ({ bob, bobsDevice }) => ({ device: bobsDevice, group: bob, pending: await bob.update() }),
  add: async ({ bob, bobsDevice, ...place }) => {
    const added = one(deviceOf(place, 'doug'))
    return { device: bobsDevice, group: bob, pending: await bob.add([added.bytes]), added }
  },
  remove: async ({ bob, bobsDevice }) => ({ device: bobsDevice, group: bob, pending: await bob.remove([2]) }),
  external: async ({ alice, hub, removal, ...place }) => {
    const device = deviceOf(place, 'erin')
    const joined = { groupInfo: await alice.groupInfo(), ratchetTree: alice.ratchetTree }
    const { group, pending } = await joinExternally({ device, ...joined })
    return { device, group, pending, joined, pendingRemove: hub.proposalRef(removal) }
  },
}

function codeOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof PublicGroupError) return error.code
    throw error
  }
}

/** What a hub that follows the group finds wrong with the commit and with the GroupInfo of the epoch that it begins. */
function follow(hub: PublicGroup, parts: UpdateParts, pending: PublicMessage[] = []): string | null {
  return codeOf(() => {
    const { next } = hub.stage(messageOf(hub.draft, parts.commit), pending)
    next.checkGroupInfo(decode(GroupInfo, parts.groupInfo))
    expect(parts.ratchetTree).toEqual(encode(RatchetTree, next.ratchetTree))
  })
}

/** The fault that following the group finds. */
function seen(problem: ArtefactProblem): string | null {
  return problem === 'member' || problem === 'hub' ? null : problem
}

async function forged(room: Room, { twin, make }: WrongUpdate) {
  const forging = await twins[twin](room)
  return { forging, parts: await make(forging) }
}

const followed = Object.entries<WrongUpdate>(wrongUpdates).filter(([name]) => !(name in wrongTrees))

it('no two wrong updates have the same name', () => {
  const tables = [
    wrongCommits,
    wrongPaths,
    wrongLists,
    wrongAdditions,
    wrongJoins,
    wrongGroupInfos,
    wrongWelcomes,
    wrongTrees,
  ]
  expect(Object.keys(wrongUpdates)).toHaveLength(tables.flatMap((table) => Object.keys(table)).length)
})

describe.each([
  { draft: '01', suite: 1 },
  { draft: '02ed', suite: 1 },
  { draft: '06', suite: 1 },
  { draft: '06', suite: 2 },
] as const)('in draft $draft and suite $suite', ({ draft, suite }) => {
  const room = roomOf({ draft, suite })

  it.each(Object.entries(twins))('a twin of kind %s without edits is forged into itself', async (_, twin) => {
    const forging = await twin(await room)
    const { commit, welcome, groupInfo, partialGroupInfo, ratchetTree } = forging.pending
    const parts = await forge(forging, {})
    expect(follow((await room).hub, parts)).toBeNull()
    // ECDSA signs otherwise each time.
    if (suite === 1) expect(parts).toEqual({ commit, welcome, groupInfo, partialGroupInfo, ratchetTree })
  })

  it('members find what a hub cannot', async () => {
    const { alice } = await room
    const { parts, forging } = await forged(await room, wrongCommits.membershipTag)
    await expect(alice.fork().process(parts.commit)).rejects.toThrow(/membership/i)
    const { parts: unconfirmed } = await forged(await room, wrongCommits.confirmationTag)
    await expect(alice.fork().process(unconfirmed.commit)).rejects.toThrow(/confirmation/i)
    const member = alice.fork()
    await member.process(forging.pending.commit)
    expect(member.epoch).toBe(alice.epoch + 1n)
  })

  it.each(Object.entries<WrongUpdate>({ ...wrongPaths, ...wrongLists, ...wrongAdditions, ...wrongJoins }))(
    'a member refuses %s in words',
    async (_, artefact) => {
      const { alice } = await room
      const { parts } = await forged(await room, artefact)
      await expect(alice.fork().process(parts.commit)).rejects.toBeInstanceOf(EngineError)
    },
  )

  it.each(followed)('%s is refused for what is wrong with it, and its twin accepted', async (_, artefact) => {
    const { hub, removal } = await room
    const { forging, parts } = await forged(await room, artefact)
    const after = artefact.order === 'after'
    const state = after ? hub.stage(messageOf(draft, forging.pending.commit), []).next : hub
    expect(follow(state, parts, [removal])).toBe(seen(artefact.problem))
    expect(follow(hub, forging.pending)).toBeNull()
  })

  it.each(Object.entries<WrongUpdate>(wrongTrees))('%s opens no group', async (_, artefact) => {
    const { forging, parts } = await forged(await room, artefact)
    expect(codeOf(() => opened(draft, parts.groupInfo, parts.ratchetTree))).toBe(artefact.problem)
    expect(codeOf(() => opened(draft, forging.pending.groupInfo, forging.pending.ratchetTree))).toBeNull()
  })

  it.each(Object.entries(wrongProposals))('the proposal %s is refused', async (_, { problem, make }) => {
    const { hub, bob, bobsDevice, external } = await room
    const proposal = { proposal_type: 3, removed: 2 } as const
    const wrong = messageOf(draft, await make({ device: bobsDevice, group: bob, proposal, external }))
    const right = messageOf(draft, await bob.fork().propose(proposal))
    const verdict = codeOf(() => hub.verifyProposal(wrong))
    expect(verdict).toBe(seen(problem))
    expect(codeOf(() => hub.verifyProposal(right))).toBeNull()
  })
})
