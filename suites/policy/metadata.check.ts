import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { componentIds } from '../../src/mls/wire/index.js'
import type { CheckContext } from '../../src/check/context.js'
import { RoomMetaData } from '../../src/wire/room-metadata.js'
import { type Capability, componentUpdate, readComponent, standardRoles } from '../../src/wire/room-state/index.js'
import { fetched, second } from '../group-info/asking.js'
import { bytes, component, hosted, judgeDeeds, updating } from './rooms.js'

const { room_metadata } = componentIds

/** What a room begins with: of each field something that is valid. */
const start: RoomMetaData = {
  room_uri: { uri: bytes('') },
  room_name: { string: bytes('Orchard') },
  room_descriptions: [
    { media_type: bytes(''), language_tag: bytes('en'), description_content: bytes('About apples and pears') },
  ],
  room_avatar: { uri: bytes('https://assets.example/orchard.png') },
  room_subject: { string: bytes('Harvest') },
  room_mood: { string: bytes('cheerful') },
}

interface Field {
  readonly word: string
  readonly capability: Capability
  /** Another value of this field alone. */
  readonly changed: Partial<RoomMetaData>
}

const fields: readonly Field[] = [
  { word: 'name', capability: 'canChangeRoomName', changed: { room_name: { string: bytes('Garden') } } },
  {
    word: 'description',
    capability: 'canChangeRoomDescription',
    changed: {
      room_descriptions: [
        { media_type: bytes(''), language_tag: bytes('en'), description_content: bytes('About vegetables') },
      ],
    },
  },
  {
    word: 'avatar',
    capability: 'canChangeRoomAvatar',
    changed: { room_avatar: { uri: bytes('https://assets.example/garden.png') } },
  },
  { word: 'subject', capability: 'canChangeRoomSubject', changed: { room_subject: { string: bytes('Sowing') } } },
  { word: 'mood', capability: 'canChangeRoomMood', changed: { room_mood: { string: bytes('busy') } } },
]

function changing(changed: Partial<RoomMetaData>, from = start) {
  return updating(room_metadata, RoomMetaData, { ...from, ...changed })
}

const rights = fields.map(({ word, capability, changed }, index) =>
  check({
    ...hosted,
    id: `policy.metadata.${word}`,
    title: `Changing the room's ${word} takes ${capability}, whatever other capabilities there are`,
    requirements: ['MIMI-POL-028', 'MIMI-POL-034'],
    fails: `The ${word} is changed without ${capability}, another field with it, or the ${word} not even with it.`,
    async run(context) {
      const { draft, target, peer, other } = context
      const [only, but] = [peer.user({ name: 'only' }), other.user({ name: 'but' })]
      const others = fields.flatMap((field) => (field.word === word ? [] : field.capability))
      const room = await target.host({
        components: [component(room_metadata, RoomMetaData, start)],
        roles: [
          ...standardRoles(draft),
          { id: 20, name: 'only', rights: [capability] },
          { id: 21, name: 'but', rights: others },
        ],
        members: [
          { user: only, role: 20 },
          { user: but, role: 21 },
        ],
      })
      const elsewhere = fields[(index + 1) % fields.length]
      if (!elsewhere) throw new Error('there are several fields')
      const changes = (user: typeof only, what: Partial<RoomMetaData>) => () =>
        room.client(user).change({ components: [changing(what)] })
      await judgeDeeds(context, room, {
        refused: [
          {
            what: `a change of the ${word} in a role with all metadata capabilities but ${capability}`,
            make: changes(but, changed),
          },
          {
            what: `a change of the ${word} and the ${elsewhere.word} in a role with ${capability} alone`,
            make: changes(only, { ...changed, ...elsewhere.changed }),
          },
        ],
        accepted: [{ what: `a change of the ${word} in a role with ${capability}`, make: changes(only, changed) }],
      })
    },
  }),
)

/** A room with metadata, and an admin who may change all of it. */
async function withMetadata({ target, peer }: CheckContext) {
  const admin = peer.user({ name: 'admin', devices: 2 })
  const room = await target.host({
    components: [component(room_metadata, RoomMetaData, start)],
    members: [{ user: admin, role: 'admin', clients: 1 }],
  })
  return { room, admin, client: room.client(admin) }
}

const replaced = check({
  ...hosted,
  id: 'policy.metadata.replaced',
  title: 'An update of the metadata takes the place of all of it, fields that it leaves empty as well',
  requirements: ['MIMI-POL-008', 'MIMI-POL-032'],
  fails: 'The update is refused, or what is served after it is not exactly what it holds.',
  async run(context) {
    const { expect, that } = context
    const { room, admin, client } = await withMetadata(context)
    const sparse: RoomMetaData = {
      ...start,
      room_name: { string: bytes('Meadow') },
      room_descriptions: [],
      room_avatar: { uri: bytes('') },
      room_subject: { string: bytes('') },
      room_mood: { string: bytes('') },
    }
    await expect(room.send(await client.change({ components: [changing(sparse)] }))).code('success')
    const { answer, opened } = await fetched(context, room, { as: second(admin) })
    const served = readComponent(opened.context.extensions, room_metadata, RoomMetaData)
    const hex = (value: RoomMetaData) => Buffer.from(encode(RoomMetaData, value)).toString('hex')
    that(served !== null && hex(served) === hex(sparse), {
      expected: `component 0x0023 as the update has it: ${hex(sparse)}`,
      actual: served ? hex(served) : 'no such component',
      exchange: answer,
    })
  },
})

const once = check({
  ...hosted,
  id: 'policy.metadata.once',
  title: 'A commit updates the metadata no more than once',
  requirements: ['MIMI-POL-008'],
  fails: 'A commit with two updates of the metadata is accepted.',
  async run(context) {
    const { room, client } = await withMetadata(context)
    const update = (name: string) => changing({ room_name: { string: bytes(name) } })
    const proposal = (name: string) => componentUpdate(room_metadata, update(name).update)
    await judgeDeeds(context, room, {
      refused: [
        {
          what: 'a commit with two different updates of the metadata',
          make: () => client.change({ proposals: [proposal('one'), proposal('two')] }),
        },
        {
          what: 'a commit with the same update of the metadata twice',
          make: () => client.change({ proposals: [proposal('one'), proposal('one')] }),
        },
      ],
      accepted: [
        {
          what: 'a commit with one update of the metadata',
          make: () => client.change({ components: [update('one')] }),
        },
      ],
    })
  },
})

const invalid: readonly { what: string; changed: Partial<RoomMetaData> }[] = [
  { what: 'a NUL in the name', changed: { room_name: { string: bytes('a\0b') } } },
  { what: 'a subject that is no UTF-8', changed: { room_subject: { string: Uint8Array.of(0x61, 0xff, 0x62) } } },
  { what: 'an avatar behind http', changed: { room_avatar: { uri: bytes('http://assets.example/orchard.png') } } },
  { what: 'an avatar that is no URI', changed: { room_avatar: { uri: bytes('orchard.png') } } },
  { what: 'a room_uri that is no URI', changed: { room_uri: { uri: bytes('the orchard') } } },
]

const valid = check({
  ...hosted,
  id: 'policy.metadata.valid',
  title: 'Metadata with octets that the structure does not allow are refused; a description needs no media type',
  requirements: ['MIMI-POL-034'],
  fails: 'An invalid name, subject, avatar or room_uri is accepted (a warning), or a valid update refused.',
  async run(context) {
    const { room, client } = await withMetadata(context)
    const proposes = (changed: Partial<RoomMetaData>) => () => client.propose({ components: [changing(changed)] })
    await judgeDeeds(context, room, {
      refused: invalid.map(({ what, changed }) => ({
        what: `metadata with ${what}`,
        make: proposes(changed),
        accepted: 'warn' as const,
      })),
      accepted: [
        {
          what: 'metadata with a description without media type',
          make: () => client.change({ components: [changing({ room_name: { string: bytes('Wiese') } })] }),
        },
      ],
    })
  },
})

export default [...rights, replaced, once, valid]
