/** Events of a room on their way to everybody whom they concern: other providers and own users' devices (5.5). */
import type { Draft } from '../../drafts/ids.js'
import { MLSMessage, RatchetTree, type RatchetTreeOption } from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import type { Frank } from '../../wire/franking.js'
import { FanoutMessage } from '../../wire/notify.js'
import type { Context } from '../endpoints/endpoint.js'
import type { HubEvent } from '../rules/hub.js'
import type { HostedRoom } from '../store/hosted.js'
import { mayReceive } from '../rules/policy/index.js'
import { authorityOf } from '../uri.js'
import { knocks } from './knock.js'
import type { Room } from './types.js'

export interface Receivers {
  readonly domains: ReadonlySet<string>
  readonly devices: ReadonlySet<string>
}

/** An event with what stands beside its kind of message. */
export interface RoomEvent extends HubEvent {
  /** Of an application message (02ed, 06). */
  readonly frank?: ValueIn<typeof Frank, Exclude<Draft, '01'>> | null
  /** Of a Welcome. */
  readonly ratchetTreeOption?: RatchetTreeOption
}

/** The time at which an event of the room is accepted now, ms since the epoch. */
export function acceptedTime({ ports }: Context, { hosted }: Room): number {
  return ports.rules.hub.timestamp(ports.clock.now(), hosted.lastAccepted)
}

/** The providers of users, or their devices that are in the room where they are our own. */
export function receiversOf({ domain }: Context, { hosted }: Room, users: readonly string[]): Receivers {
  const wanted = new Set(users)
  const domains = new Set([...wanted].map((user) => authorityOf(user)).filter((each) => each !== null))
  domains.delete(domain)
  const devices = hosted.local.filter(({ user }) => wanted.has(user)).map(({ device }) => device)
  return { domains, devices: new Set(devices) }
}

interface Audience extends Pick<HostedRoom, 'groupInfo' | 'local'> {
  /** By the provider that hands the message in. */
  readonly receivers: Map<string, Receivers>
}

/** Who hears messages stays the same until the room changes, and is asked for with each of them. */
const audiences = new WeakMap<HostedRoom['pending'], Audience>()

/** Who gets an application message. @param from the provider that handed it in */
export function applicationReceivers(context: Context, room: Room, from: string): Receivers {
  const { receivers } = audienceOf(room.hosted)
  const known = receivers.get(from)
  if (known) return known
  const { hub } = context.ports.rules
  const hears = (user: string) => mayReceive(room, user) && (hub.knockersHear() || !knocks(context, room, user))
  const found = receiversOf(context, room, hub.applicationTo(room.members, hears, from))
  receivers.set(from, found)
  return found
}

function audienceOf({ groupInfo, local, pending }: HostedRoom): Audience {
  const known = audiences.get(pending)
  if (known?.groupInfo === groupInfo && known.local === local) return known
  const audience = { groupInfo, local, receivers: new Map<string, Receivers>() }
  audiences.set(pending, audience)
  return audience
}

/** @param time at which it was accepted, ms since the epoch */
export function fanOut(context: Context, room: Room, time: number, event: RoomEvent, to: Receivers): void {
  const { draft, ports, outbox } = context
  const { message, moreProposals = [], externalProposals = [], frank = null, ratchetTreeOption } = event
  const timestamp = BigInt(time)
  if (to.domains.size > 0) {
    const value = { timestamp, message, moreProposals, externalProposals, frank, ratchetTreeOption }
    const bytes = ports.encoder.write<unknown>(FanoutMessage[draft], value)
    for (const domain of to.domains) outbox.enqueue(domain, room.uri, bytes)
  }
  if (to.devices.size === 0) return
  const full = ratchetTreeOption?.representation === 'full' ? ratchetTreeOption.ratchet_tree : undefined
  const ratchetTree = full && ports.encoder.write(RatchetTree, full)
  const messages = [message, ...moreProposals, ...externalProposals]
  const entries = messages.map((each, index) => ({
    room: room.uri,
    timestamp,
    message: ports.encoder.write(MLSMessage[draft], each),
    ...(index === 0 ? { ratchetTree } : {}),
  }))
  for (const device of to.devices) for (const entry of entries) ports.store.inboxes.deliver(device, entry)
}
