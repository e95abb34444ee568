/** The room's metadata (7.6; room-policy-03, 8.2). */
import { isUtf8 } from 'node:buffer'
import { encode, tryDecode, type Infer } from '../../../../codec/index.js'
import { componentIds } from '../../../../mls/wire/index.js'
import { RichDescription, RoomMetaData } from '../../../../wire/room-metadata.js'
import { type Capability, readComponent } from '../../../../wire/room-state/index.js'
import { uriText } from '../../../uri.js'
import type { ActOf } from '../acts.js'
import { may, nameOf } from '../powers.js'
import { firstOf, invalidProposal, notAllowed, type Rule } from '../objections.js'
import { actsOfKind, type Situation } from '../situation.js'

type Metadata = Infer<typeof RoomMetaData>

const nothing = new Uint8Array()
const empty: Metadata = {
  room_uri: { uri: nothing },
  room_name: { string: nothing },
  room_descriptions: [],
  room_avatar: { uri: nothing },
  room_subject: { string: nothing },
  room_mood: { string: nothing },
}

/** 8.2: what each capability is for, as octets that can be compared. */
const fields: readonly (readonly [Capability, string, (metadata: Metadata) => Uint8Array])[] = [
  ['canChangeRoomName', 'name', ({ room_name }) => room_name.string],
  ['canChangeRoomDescription', 'descriptions', ({ room_descriptions }) => joined(room_descriptions)],
  ['canChangeRoomAvatar', 'avatar', ({ room_avatar }) => room_avatar.uri],
  ['canChangeRoomSubject', 'subject', ({ room_subject }) => room_subject.string],
  ['canChangeRoomMood', 'mood', ({ room_mood }) => room_mood.string],
]

function joined(descriptions: Metadata['room_descriptions']): Uint8Array {
  return Buffer.concat(descriptions.map((one) => encode(RichDescription, one)))
}

function changes(situation: Situation): ActOf<'component'>[] {
  return actsOfKind(situation, 'component').filter(({ id }) => id === componentIds.room_metadata)
}

function current({ input }: Situation): Metadata {
  return readComponent(input.room.extensions, componentIds.room_metadata, RoomMetaData) ?? empty
}

/** What it becomes; a removal leaves nothing. Null for an update that cannot be read, which another rule refuses. */
function proposed({ update }: ActOf<'component'>): Metadata | null {
  if (update === null) return empty
  const read = tryDecode(RoomMetaData, update)
  return read.ok ? read.value : null
}

/** 7.6: at most one update in a commit. */
export const changesMetadataOnce: Rule = (situation) => {
  const all = changes(situation)
  return all.length > 1 ? invalidProposal(situation, 'the metadata are changed more than once', '7.6', all) : null
}

/** Each field that becomes another one needs its own capability. */
export const changesMetadataByRight: Rule = (situation) =>
  firstOf(changes(situation), (act) => {
    const next = proposed(act)
    if (!next) return null
    const before = current(situation)
    return firstOf(fields, ([capability, field, value]) =>
      Buffer.compare(value(before), value(next)) === 0 || may(situation, act.by, capability, null)
        ? null
        : notAllowed(situation, `${nameOf(act.by)} may not change the room's ${field}`, {
            policy: '8.2',
            older: '4.3',
          }),
    )
  })

/** No capability lets anybody give the room another URI. */
export const keepsRoomUri: Rule = (situation) =>
  firstOf(changes(situation), (act) => {
    const next = proposed(act)
    if (!next || next.room_uri.uri.length === 0) return null
    const known = [uriText(current(situation).room_uri.uri), situation.input.room.uri]
    return known.includes(uriText(next.room_uri.uri))
      ? null
      : invalidProposal(situation, 'room_uri is not the URI of this room', '7.6', [act])
  })

/** 7.6: texts are UTF-8 without NUL, the avatar is an https URI. */
export const writesValidMetadata: Rule = (situation) =>
  firstOf(changes(situation), (act) => {
    const next = proposed(act)
    if (!next) return null
    const texts = [next.room_name.string, next.room_subject.string, next.room_mood.string]
    const odd = texts.some((text) => !isUtf8(text) || text.includes(0))
    if (odd) return invalidProposal(situation, 'a text of the metadata is no UTF-8 or has a NUL', '7.6', [act])
    const avatar = uriText(next.room_avatar.uri)
    return avatar === '' || (avatar.startsWith('https://') && URL.canParse(avatar))
      ? null
      : invalidProposal(situation, 'room_avatar is no https URI', '7.6', [act])
  })
