/** Groups that live: whatever their members do, all come to the same state, and all that they send is strictly well-formed. */
import { expect, it } from 'vitest'
import { type Codec, decode, encode } from '../../codec/index.js'
import { type Draft, drafts } from '../../drafts/ids.js'
import { createDevice, type Device } from '../device.js'
import { createGroup, type Group, joinExternally, joinFromWelcome, type PendingCommit } from '../engine.js'
import { appSyncProposal, defaultAppRules, withApplicationState } from '../wire/app-state.js'
import { GroupInfo } from '../wire/group-info.js'
import type { Extension } from '../wire/leaf-node.js'
import { MLSMessage } from '../wire/message.js'
import { appDataProposals, type Proposal } from '../wire/proposal.js'
import { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { extensionTypes, proposalTypes } from '../wire/registries.js'

const groups = 40
const commits = 14
const most = 7

const kinds = ['remove', 'leave', 'update', 'add', 'data'] as const

interface Client {
  device: Device
  group: Group
}

/** A proposal of this epoch: a commit may not name a leaf twice (12.2), nor change application data twice. */
interface Proposed {
  kind: (typeof kinds)[number]
  message: Uint8Array
  /** The client that it removes or whose leaf it updates. */
  about: Client | null
}

class Life {
  readonly #random: () => number
  readonly #draft: Draft
  readonly #suite: number
  #clients: Client[] = []
  #proposed: Proposed[] = []
  #invited: { device: Device; bundle: ReturnType<Device['keyPackages']>[number] }[] = []
  #names = 0
  /** What has happened, so that the test can tell that all of it has. */
  readonly done = new Set<string>()

  constructor(seed: number) {
    this.#random = seeded(seed)
    this.#draft = drafts[seed % drafts.length] ?? '06'
    this.#suite = [1, 1, 2, 1, 7][seed % 5] ?? 1
  }

  async begin(): Promise<void> {
    const device = this.#device()
    const options = { groupId: Uint8Array.of(1, 2, 3), extensions: this.#extensions(false) }
    this.#clients.push({ device, group: await createGroup(device, options) })
  }

  async step(): Promise<void> {
    while (this.#clients.length > 2 && this.#random() < 0.4) await this.#propose()
    if (this.#random() < 0.25) await this.#joinExternally()
    else await this.#commit()
    this.#proposed = []
    this.#invited = []
    this.#agree()
  }

  #agree(): void {
    const [first, ...others] = this.#clients.map(({ group }) => group)
    for (const group of others) {
      expect(group.epoch).toBe(first?.epoch)
      expect(hex(group.epochAuthenticator)).toBe(hex(first?.epochAuthenticator))
      expect(hex(group.ratchetTree)).toBe(hex(first?.ratchetTree))
    }
  }

  async #propose(): Promise<void> {
    const kind = this.#one(kinds)
    const proposer = this.#one(this.#clients)
    const about = kind === 'remove' ? this.#one(this.#clients) : kind === 'leave' || kind === 'update' ? proposer : null
    if (about ? this.#named(about) || about === this.#clients[0] : kind === 'data' && this.#changesData()) return
    const message = await this.#proposal(kind, proposer.group, about)
    this.#strict(MLSMessage[this.#draft], message)
    for (const { group } of this.#clients) {
      if (group !== proposer.group) expect(await group.process(message)).toEqual({ kind: 'proposal' })
    }
    this.#proposed.push({ kind, message, about })
    this.done.add(`${kind} by reference`)
  }

  #proposal(kind: Proposed['kind'], group: Group, about: Client | null): Promise<Uint8Array> {
    if (kind === 'remove' && about) return group.proposeRemoval(about.group.leafIndex)
    if (kind === 'leave') return group.proposeSelfRemove()
    if (kind === 'update') return group.proposeUpdate()
    if (kind === 'data') return group.propose(this.#data())
    const { keyPackage } = this.#invite()
    return group.propose({ proposal_type: proposalTypes.add, key_package: keyPackage })
  }

  #named(client: Client): boolean {
    return this.#proposed.some(({ about }) => about === client)
  }
  #changesData(): boolean {
    return this.#proposed.some(({ kind }) => kind === 'data')
  }

  /** All that is pending, and often more by value. */
  async #commit(): Promise<void> {
    // The first client is never removed nor updated by others, so there is always one that may commit.
    const committer = this.#one(this.#clients.filter((client) => !this.#named(client)))
    const add: Uint8Array[] = []
    while (this.#clients.length + this.#invited.length < most && this.#random() < 0.5) add.push(this.#invite().bytes)
    const others = this.#clients.filter((client) => client !== committer && !this.#named(client))
    const remove = others.length > 0 && this.#random() < 0.25 ? [this.#one(others).group.leafIndex] : []
    const proposals = this.#random() < 0.35 && !this.#changesData() ? [this.#context()] : []
    for (const { proposal_type } of proposals) this.done.add(`${proposal_type} by value`)
    if (remove.length > 0) this.done.add('remove by value')
    if (remove.length > 0 && proposals.length > 0) this.done.add('context and remove')
    const pending = await committer.group.commit({ add, remove, proposals, path: this.#random() < 0.2 })
    await this.#deliver(pending, committer)
    pending.accepted()
    for (const { device, bundle } of this.#invited) {
      const { welcome, ratchetTree } = pending
      if (!welcome) throw new Error('no Welcome')
      const group = await joinFromWelcome({ draft: this.#draft, bundle, welcome, ratchetTree })
      this.#clients.push({ device, group })
    }
  }

  /** A newcomer, or a member that has lost its state, takes in the SelfRemoves that are pending; other proposals lapse. */
  async #joinExternally(): Promise<void> {
    const informant = this.#one(this.#clients).group
    const unnamed = this.#clients.filter((client) => !this.#named(client))
    const again = unnamed.length > 1 && this.#random() < 0.4 ? this.#one(unnamed) : null
    const device = again?.device ?? this.#device()
    const references = this.#proposed.filter(({ kind }) => kind === 'leave').map(({ message }) => message)
    const { group, pending } = await joinExternally({
      device,
      groupInfo: await informant.groupInfo(),
      ratchetTree: informant.ratchetTree,
      references,
      proposals: this.#random() < 0.4 ? [this.#data()] : [],
      ...(again ? { replaces: again.group.leafIndex } : {}),
    })
    await this.#deliver(pending, null)
    this.#clients.push({ device, group })
    this.done.add(again ? 'return' : 'join')
    if (references.length > 0) this.done.add('leave by external commit')
  }

  /** All others take the commit; whom it removes is told so and gone. */
  async #deliver(pending: PendingCommit, committer: Client | null): Promise<void> {
    this.#strict(MLSMessage[this.#draft], pending.commit)
    if (pending.welcome) this.#strict(MLSMessage[this.#draft], pending.welcome)
    this.#strict(GroupInfo, pending.groupInfo)
    this.#strict(PartialGroupInfo, pending.partialGroupInfo)
    this.#strict(RatchetTree, pending.ratchetTree)
    for (const client of this.#clients) {
      if (client !== committer) await client.group.process(pending.commit)
    }
    this.#clients = this.#clients.filter(({ group }) => group.active)
  }

  #strict<T>(codec: Codec<T>, bytes: Uint8Array): void {
    expect(hex(encode<unknown>(codec, decode(codec, bytes)))).toBe(hex(bytes))
  }

  /** A change of the GroupContext: application data, or other extensions altogether. */
  #context(): Proposal {
    if (this.#random() < 0.5) return this.#data()
    const extensions = this.#extensions(this.#random() < 0.5)
    return { proposal_type: proposalTypes.group_context_extensions, extensions }
  }

  /** None at all in 06; AppSync needs a state that it changes. */
  #extensions(externalSenders: boolean): Extension[] {
    const none = { extension_type: extensionTypes.external_senders, extension_data: Uint8Array.of(0) }
    const others = externalSenders ? [none] : []
    const state = { applicationId: 7, stateType: 'irreducible' as const, state: { element: new Uint8Array() } }
    return this.#draft === '06' ? others : withApplicationState(others, state, defaultAppRules)
  }

  #data(): Proposal {
    const value = Uint8Array.of(this.#below(256))
    if (this.#draft === '06') {
      return { proposal_type: appDataProposals.app_data_update, component_id: 0x0023, op: 'update', update: value }
    }
    const sync = { applicationId: 7, stateType: 'irreducible' as const, newState: { element: value } }
    return appSyncProposal(sync, defaultAppRules)
  }

  #invite(): { bytes: Uint8Array; keyPackage: ReturnType<Device['keyPackages']>[number]['keyPackage'] } {
    const device = this.#device()
    const [bundle] = device.keyPackages(1)
    if (!bundle) throw new Error('no key package')
    this.#invited.push({ device, bundle })
    return bundle
  }

  #device(): Device {
    const name = `client${this.#names++}`
    const [userUri, clientUri] = [`mimi://b.example/u/${name}`, `mimi://b.example/d/${name}`]
    return createDevice({ draft: this.#draft, suite: this.#suite, userUri, clientUri })
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }
  #one<T>(list: readonly T[]): T {
    const chosen = list[this.#below(list.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
}

/** Compared as text: comparing arrays octet by octet takes longer than making them. */
function hex(bytes: Uint8Array = new Uint8Array()): string {
  return Buffer.from(bytes).toString('hex')
}

/** Numbers below 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const done = new Set<string>()

it.each(Array.from({ length: groups }, (_, seed) => seed))('group %i agrees in every epoch', async (seed) => {
  const life = new Life(seed)
  await life.begin()
  for (let commit = 0; commit < commits; commit++) await life.step()
  for (const what of life.done) done.add(what)
})

it('everything has happened in some group', () => {
  const values = [appDataProposals.app_data_update, 0x000a, proposalTypes.group_context_extensions].map(
    (type) => `${type} by value`,
  )
  const others = ['remove by value', 'context and remove', 'join', 'return', 'leave by external commit']
  const expected = [...kinds.map((kind) => `${kind} by reference`), ...values, ...others]
  expect([...done].toSorted()).toEqual(expected.toSorted())
})
