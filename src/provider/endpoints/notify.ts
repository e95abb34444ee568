/** notify (5.5): a follower takes the events of a room from its hub and delivers them to its devices. */
import { MLSMessage, RatchetTree, type RatchetTreeOption } from '../../mls/wire/index.js'
import type { InboxEntry } from '../../target/driver/contract.js'
import { NotifyBody } from '../../wire/notify.js'
import type { Event } from '../rules/notify.js'
import { refText } from '../store/keys.js'
import { type Context, type Endpoint, readIn, refuse } from './endpoint.js'

interface Delivery {
  readonly device: string
  readonly entry: Omit<InboxEntry, 'cursor'>
  /** The device comes into the room with it. */
  readonly joins: boolean
}

export const notify: Endpoint = (context, { sender, subject: room, body }) => {
  const { rules, encoder, store } = context.ports
  if (!rules.notify.isHub(room, sender)) return refuse(403, `${sender} is not the hub of this room`)
  const key = store.dedup.key(sender, room, body)
  if (store.dedup.seen(key)) return encoder.received('notify')

  const events = rules.notify.taken(() => readIn(context, NotifyBody, body))
  const deliveries = plan(context, room, events)
  for (const { device, entry, joins } of deliveries) {
    if (joins) store.rooms.join(room, device)
    store.inboxes.deliver(device, entry)
  }
  store.dedup.remember(key)
  return encoder.received('notify')
}

/** Who gets what, before anybody gets anything: one event that cannot be taken refuses the whole request. */
function plan(context: Context, room: string, events: readonly Event[]): Delivery[] {
  const { rules, store } = context.ports
  let members = store.rooms.devices(room)
  return events.flatMap((event): Delivery[] => {
    const welcomed = welcomedBy(context, event)
    if (welcomed.length > 0) members = [...new Set([...(members ?? []), ...welcomed])]
    const [receivers, otherwise] =
      'welcome' in event.message
        ? [rules.notify.invited(welcomed), 'a Welcome names no key package that was handed out here']
        : [rules.notify.concerned(members), 'nobody here is in this room']
    if (!receivers) return refuse(404, otherwise)
    const entries = entriesOf(context, room, event)
    return receivers.flatMap((device) => entries.map((entry) => ({ device, entry, joins: welcomed.includes(device) })))
  })
}

/** The devices whose key packages a Welcome refers to. */
function welcomedBy({ ports }: Context, { message }: Event): string[] {
  if (!('welcome' in message)) return []
  const devices = message.welcome.secrets.map(({ new_member }) => ports.store.keys.routed(refText(new_member)))
  return [...new Set(devices.filter((device) => device !== undefined))]
}

/** An event as its receivers get it: the message, then the proposals that come with it. */
function entriesOf({ draft, ports }: Context, room: string, event: Event): Omit<InboxEntry, 'cursor'>[] {
  const bytes = (message: MLSMessage) => ports.encoder.write(MLSMessage[draft], message)
  const { timestamp } = event
  const further =
    'moreProposals' in event ? event.moreProposals : 'externalProposals' in event ? event.externalProposals : []
  const tree = 'ratchetTreeOption' in event ? fullTree(event.ratchetTreeOption) : undefined
  return [
    { room, timestamp, message: bytes(event.message), ratchetTree: tree && ports.encoder.write(RatchetTree, tree) },
    ...further.map((proposal) => ({ room, timestamp, message: bytes(proposal) })),
  ]
}

function fullTree(option: RatchetTreeOption): RatchetTree | undefined {
  return option.representation === 'full' ? option.ratchet_tree : undefined
}
