/** For tests: a hub without network, what it sends noted down, and a room in it around a group of real clients. */
import { deserialize, serialize } from 'node:v8'
import { decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { defaultReadings as readings } from '../../drafts/readings.js'
import { createDevice, type Device } from '../../mls/device.js'
import { createGroup, type Group, joinFromWelcome, type PendingCommit } from '../../mls/engine.js'
import type { KeyPackageBundle } from '../../mls/key-package-bundle.js'
import {
  ExternalSender,
  GroupInfo,
  MLSMessage,
  PartialGroupInfo,
  RatchetTree,
  type RatchetTreeOption,
} from '../../mls/wire/index.js'
import type { Action, HubActRequest } from '../../target/driver/contract.js'
import { decodeIn, type ValueIn } from '../../wire/by-draft.js'
import { FanoutMessage } from '../../wire/notify.js'
import {
  appRules,
  participantProposal,
  type ParticipantChange,
  participantsOf,
  roomExtensions,
  standardRole,
} from '../../wire/room-state/index.js'
import { UpdateRequest, UpdateRoomResponse } from '../../wire/update.js'
import type { Context } from '../endpoints/endpoint.js'
import { endpoints } from '../endpoints/index.js'
import { createPorts } from '../ports.js'
import { changesFrom } from '../store/change.js'
import { changesOf, createStore, replay } from '../store/index.js'
import { authorityOf, uriBytes } from '../uri.js'
import { act } from './act.js'
import { createRoom } from './create.js'
import { prepareRoom } from './prepare.js'

export const domain = 'a.example'
export const alice = `mimi://${domain}/u/alice`
export const bob = 'mimi://b.example/u/bob'
export const cathy = 'mimi://c.example/u/cathy'

export interface Sent {
  readonly to: string
  readonly event: ValueIn<typeof FanoutMessage>
}

/** How an update is sent otherwise than its client would have it. */
export interface Odd {
  readonly from?: string
  readonly tree?: RatchetTreeOption
  readonly groupInfo?: Uint8Array
  readonly partial?: true
  readonly welcome?: null
  readonly device?: string
}

export type Answer = ValueIn<typeof UpdateRoomResponse>

export class HubRig {
  context: Context
  readonly sent: Sent[] = []
  uri = ''
  now = Date.now()

  constructor(readonly draft: Draft) {
    const ports = { ...createPorts(draft), clock: { now: () => this.now } }
    const nobody = async () => ({ status: 502, headers: [], body: new Uint8Array() })
    this.context = {
      draft,
      domain,
      ports,
      outbox: {
        enqueue: (to, _room, event) => void this.sent.push({ to, event: decodeIn(FanoutMessage, draft, event) }),
        close: async () => undefined,
      },
      outbound: {
        know: async () => undefined,
        ask: nobody,
        tell: nobody,
        download: async () => null,
        close: async () => undefined,
      },
    }
  }

  /** What went to a provider so far, by its kind. */
  kinds(to: string): string[] {
    return this.sent.filter((each) => each.to === to).map(({ event }) => kindOf(event.message))
  }

  inbox(device: string): string[] {
    return this.context.ports.store.inboxes
      .read(device, 0)
      .map(({ message }) => kindOf(decode(MLSMessage[this.draft], message)))
  }

  device(user: string, name = '1'): Device {
    return createDevice({ draft: this.draft, userUri: user, clientUri: `${user.replace('/u/', '/d/')}-${name}` })
  }

  /** A room with Alice as admin, and others with the roles named. @returns each one's view of the group */
  async room(others: Record<string, string> = {}, kind: 'plain' | 'knock' = 'plain'): Promise<Map<string, Group>> {
    const { draft, context } = this
    context.ports.store.users.create({ uri: alice, profile: [], search: 'open' })
    const { room, externalSender, components } = prepareRoom(context, { creator: alice, cipherSuite: 1, kind })
    this.uri = room
    const roles = { [alice]: 'admin', ...others }
    const participants = Object.entries(roles).map(([user, role]) => ({ user, role: standardRole(draft, role) }))
    const start = { participants, externalSenders: [decode(ExternalSender, externalSender)], components }
    const app = appRules(readings)
    const device = this.device(alice)
    const group = await createGroup(device, {
      groupId: uriBytes(`group of ${room}`),
      extensions: roomExtensions(draft, start, readings),
      app,
    })
    const bundles = Object.keys(others).map((user) => bundleOf(this.device(user)))
    const groups = new Map([[alice, group]])
    let { groupInfo, ratchetTree } = { groupInfo: await group.groupInfo(), ratchetTree: group.ratchetTree }
    if (bundles.length > 0) {
      const pending = await group.commit({ add: bundles.map(({ bytes }) => bytes) })
      pending.accepted()
      ;({ groupInfo, ratchetTree } = pending)
      for (const [index, user] of Object.keys(others).entries()) {
        groups.set(user, await joined(draft, bundles[index], pending))
      }
    }
    createRoom(context, {
      room,
      groupInfo,
      ratchetTree,
      participants,
      devices: [{ user: alice, device: device.clientUri, leaf: 0 }],
    })
    return groups
  }

  participantChange(group: Pick<Group, 'context'>, change: ParticipantChange) {
    const current = participantsOf(this.draft, group.context.extensions, readings) ?? []
    return participantProposal(this.draft, current, change, readings)
  }

  role(name: string) {
    return standardRole(this.draft, name)
  }

  /** Sends a commit as a client's provider would. */
  commit(user: string, pending: PendingCommit, odd: Odd = {}): Promise<Answer> {
    const { draft } = this
    const message = decode(MLSMessage[draft], pending.commit)
    const welcome = pending.welcome && decode(MLSMessage[draft], pending.welcome)
    const groupInfo = decode(GroupInfo, odd.groupInfo ?? pending.groupInfo)
    const rest = {
      welcome: odd.welcome === undefined && welcome && 'welcome' in welcome ? welcome.welcome : null,
      groupInfo,
      groupInfoOption: odd.partial
        ? { representation: 'partial', partialGroupInfo: decode(PartialGroupInfo, pending.partialGroupInfo) }
        : { representation: 'full', groupInfo },
      ratchetTreeOption: odd.tree ?? { representation: 'full', ratchet_tree: decode(RatchetTree, pending.ratchetTree) },
    }
    return this.update(user, message, rest, odd)
  }

  propose(user: string, messages: readonly Uint8Array[], odd: Odd = {}): Promise<Answer> {
    const [first, ...more] = messages.map((bytes) => decode(MLSMessage[this.draft], bytes))
    if (!first) throw new Error('no proposal')
    const bare = more.map((each) => ('public_message' in each ? each.public_message : null))
    return this.update(user, first, { moreProposals: this.draft === '01' ? bare : more }, odd)
  }

  async update(user: string, message: MLSMessage, rest: object, { from, device }: Odd): Promise<Answer> {
    const proposalOrCommit = this.draft === '01' && 'public_message' in message ? message.public_message : message
    const bundle = { proposalOrCommit, ...rest }
    const body = encode<unknown>(UpdateRequest[this.draft], { ...bundle, bundle })
    const sender = from ?? authorityOf(user) ?? ''
    return decodeIn(UpdateRoomResponse, this.draft, await this.post('update', sender, body, device))
  }

  /** The body of an answer with status 200. */
  async post(action: Action, sender: string, body: Uint8Array, device?: string): Promise<Uint8Array> {
    const reply = await endpoints[action](this.context, { sender, subject: this.uri, body, device })
    if (!('status' in reply) || reply.status !== 200 || !reply.body) throw new Error('expected an answer')
    return reply.body
  }

  /** As after an end of the process: nothing but what was kept is there. */
  restart(): void {
    const { context, draft } = this
    const kept = changesFrom(deserialize(serialize([...changesOf(context.ports.store)])))
    const store = createStore()
    for (const change of kept) replay(store, change)
    const { clock } = context.ports
    this.context = { ...context, ports: { ...createPorts(draft, store), clock } }
  }

  act(request: Omit<HubActRequest, 'room'>): void {
    act(this.context, { room: this.uri, ...request })
  }
}

export function bundleOf(device: Device): KeyPackageBundle {
  const [bundle] = device.keyPackages(1)
  if (!bundle) throw new Error('no key package')
  return bundle
}

export async function joined(
  draft: Draft,
  bundle: KeyPackageBundle | undefined,
  pending: PendingCommit,
): Promise<Group> {
  if (!bundle || !pending.welcome) throw new Error('no Welcome')
  const { welcome, ratchetTree } = pending
  return joinFromWelcome({ draft, bundle, welcome, ratchetTree, app: appRules(readings) })
}

function kindOf(message: MLSMessage): string {
  if ('welcome' in message) return 'welcome'
  return 'public_message' in message ? message.public_message.content.content_type : 'application'
}
