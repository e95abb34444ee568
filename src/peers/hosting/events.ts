/** Notify requests of a room, read as the events in them. */
import { encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { MLSMessage } from '../../mls/wire/index.js'
import type { ValueIn } from '../../wire/by-draft.js'
import { kindOf } from '../../wire/message-kind.js'
import type { FanoutMessage } from '../../wire/notify.js'
import type { EventMatch, RoomFanout } from '../hosted-room.js'
import type { InboundRecord, Match } from '../inbound.js'

type Event = ValueIn<typeof FanoutMessage>

const read = new WeakMap<InboundRecord, readonly RoomFanout[]>()

/** The events of one notify request; none where it cannot be read, which is a finding of the strict reader. */
export function eventsOf(draft: Draft, record: InboundRecord): readonly RoomFanout[] {
  const known = read.get(record)
  if (known) return known
  const events = isNotifyBody(record.value)
    ? record.value.map((value, index) => event(draft, record, index, value))
    : []
  read.set(record, events)
  return events
}

/** Notify requests to a room's own URL. */
export function notifiesOf(room: string): Match {
  return { action: 'notify', about: room, where: ({ about }) => about === room }
}

export function isEvent(event: RoomFanout, { kind, of, where }: EventMatch): boolean {
  if (kind !== undefined && event.kind !== kind) return false
  if (of !== undefined && Buffer.compare(event.message, messageOf(of)) !== 0) return false
  return where === undefined || where(event)
}

function messageOf(of: NonNullable<EventMatch['of']>): Uint8Array {
  if (of instanceof Uint8Array) return of
  return 'bytes' in of ? of.bytes : (of.messages[0] ?? new Uint8Array())
}

function event(draft: Draft, record: InboundRecord, index: number, value: Event): RoomFanout {
  const { timestamp, message } = value
  const written = (each: MLSMessage) => encode(MLSMessage[draft], each)
  const more =
    'moreProposals' in value ? value.moreProposals : 'externalProposals' in value ? value.externalProposals : []
  // The codec has read the message as a kind that may be fanned out.
  const kind = kindOf(message) ?? 'application'
  return { record, index, kind, timestamp, message: written(message), more: more.map(written), value }
}

/** The strict reader gives a list for a notify body, or nothing. */
function isNotifyBody(value: unknown): value is readonly Event[] {
  return Array.isArray(value)
}
