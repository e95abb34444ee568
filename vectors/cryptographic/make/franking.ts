/** The marks of franking (5.4.1): the sender's tag, the hub's frank, and in 02ed what lets members verify its context. */
import { hexText } from '../../../src/codec/index.js'
import {
  type Accepted,
  frankingContext,
  frankingContextHash,
  frankingTag,
  serverFrank,
} from '../../../src/wire/franking-marks.js'
import type { MarkFile } from '../types.js'
import { alice, mallory, otherRoom, room } from './group.js'
import { type Mark, markCase, markNotes, wrongMarks } from './marks.js'
import { notesOn } from './notes.js'
import { octets } from './octets.js'
import { franked } from './contents.js'

export const accepted: Accepted = { sender: alice, room, time: 1_721_000_000_000n }
/** Of the first content of each draft. */
export const tags = {
  '02ed': frankingTag(franked['02ed'].key, franked['02ed'].applicationData),
  '06': frankingTag(franked['06'].key, franked['06'].applicationData),
}
export const hubKey = octets('the hub’s franking secret', 32)

type Franking = '02ed' | '06'

const sections = { '02ed': ['mimi-protocol-02ed, 5.4.1'], '06': ['mimi-protocol-06, 5.4.1'] }

function fileOf(draft: Franking, object: string, cases: MarkFile['cases']): MarkFile {
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts: [draft],
    object,
    operation: 'mark',
    sections: sections[draft],
    notes: notesOn(markNotes, cases),
    cases,
  }
}

/** Sender, room and time, as text. */
export function fieldsOf({ sender, room: of, time }: Accepted): Record<string, string> {
  return { sender_uri: sender, room_uri: of, accepted_timestamp: String(time) }
}

function frankOf(draft: Franking, told: Accepted): Mark {
  const of = tags[draft]
  const context = frankingContext[draft](told)
  return {
    algorithm: 'HMAC-SHA256',
    key: hubKey,
    fields: { franking_tag: hexText(of), ...fieldsOf(told), context: hexText(context) },
    input: Uint8Array.of(...of, ...context),
    mark: serverFrank(hubKey, of, context),
  }
}

function hashOf(told: Accepted): Mark {
  const key = octets('franking_context_secret of an epoch', 32)
  const context = frankingContext['02ed'](told)
  return {
    algorithm: 'SHA-256',
    key,
    fields: { ...fieldsOf(told), context: hexText(context) },
    input: context,
    mark: frankingContextHash(key, context),
  }
}

/** Messages that are franked in every draft. */
const others: readonly { id: string; comment: string; told: Partial<Accepted> }[] = [
  { id: 'at-zero', comment: 'accepted at the beginning of the epoch', told: { time: 0n } },
  { id: 'at-the-end', comment: 'the largest timestamp', told: { time: 2n ** 64n - 1n } },
  { id: 'percent-encoded', comment: 'URIs are taken as they stand', told: { sender: 'mimi://a.example/u/bj%C3%B6rn' } },
  { id: 'uri-63', comment: 'a room’s URI of 63 octets', told: { room: `mimi://hub.example/r/${'x'.repeat(42)}` } },
  { id: 'uri-64', comment: 'a room’s URI of 64 octets', told: { room: `mimi://hub.example/r/${'x'.repeat(43)}` } },
]

/** What else than the context of a message may have been marked. */
const wrongly: readonly { id: string; comment: string; told: Partial<Accepted> }[] = [
  { id: 'other-sender', comment: 'marked for another sender', told: { sender: mallory } },
  { id: 'other-room', comment: 'marked for another room', told: { room: otherRoom } },
  { id: 'other-time', comment: 'marked for a millisecond later', told: { time: accepted.time + 1n } },
  { id: 'in-seconds', comment: 'the time is in seconds', told: { time: accepted.time / 1000n } },
  { id: 'swapped-uris', comment: 'sender and room have changed places', told: { sender: room, room: alice } },
]

export function frankingTags(draft: Franking): MarkFile {
  const { key, applicationData, fields, more, wrong } = franked[draft]
  const markOf = (data: Uint8Array, named: Record<string, string>, by = key): Mark => ({
    algorithm: 'HMAC-SHA256',
    key: by,
    fields: { ...named, application_data: hexText(data) },
    input: data,
    mark: frankingTag(by, data),
  })
  const right = markOf(applicationData, fields)
  return fileOf(draft, 'franking_tag', [
    markCase('genuine', 'a short text', right),
    ...more.map((each) => markCase(each.id, each.comment, markOf(each.applicationData, each.fields ?? fields))),
    ...wrongMarks(right, [
      ...wrong,
      { id: 'other-key', comment: 'under another key', made: { key: octets('another key', key.length) } },
      {
        id: 'swapped',
        comment: 'the application data is the key, and the key is marked',
        made: { key: applicationData, input: key },
      },
      { id: 'plain-hash', comment: 'SHA-256 of key and application data', made: { algorithm: 'SHA-256' } },
    ]),
  ])
}

export function serverFranks(draft: Franking): MarkFile {
  const right = frankOf(draft, accepted)
  const tag = tags[draft]
  const context = frankingContext[draft](accepted)
  const otherForm = frankingContext[draft === '06' ? '02ed' : '06'](accepted)
  return fileOf(draft, 'server_frank', [
    markCase('genuine', 'what the hub gives to Alice’s message', right),
    ...others.map(({ id, comment, told }) => markCase(id, comment, frankOf(draft, { ...accepted, ...told }))),
    markCase(
      'malformed-sender',
      'a sender’s URI is marked whatever it is: here it is empty',
      frankOf(draft, { ...accepted, sender: '' }),
    ),
    ...wrongMarks(right, [
      ...wrongly.map(({ id, comment, told }) => ({
        id,
        comment,
        made: { input: frankOf(draft, { ...accepted, ...told }).input },
      })),
      {
        id: 'other-content',
        comment: 'marked for the tag of another content',
        made: { input: Uint8Array.of(...octets('another tag', 32), ...context) },
      },
      { id: 'context-alone', comment: 'the context is marked without the tag', made: { input: context } },
      { id: 'tag-alone', comment: 'the tag is marked without the context', made: { input: tag } },
      {
        id: 'tag-behind',
        comment: 'the context stands before the tag',
        made: { input: Uint8Array.of(...context, ...tag) },
      },
      {
        id: 'tag-with-length',
        comment: 'the tag has a length header',
        made: { input: Uint8Array.of(32, ...tag, ...context) },
      },
      { id: 'other-key', comment: 'under another key of the hub', made: { key: octets('another secret', 32) } },
      { id: 'plain-hash', comment: 'SHA-256 of key, tag and context', made: { algorithm: 'SHA-256' } },
      { ...otherContextForm[draft], made: { input: Uint8Array.of(...tag, ...otherForm) } },
    ]),
  ])
}

/** 02ed has no more than `||` between the three; 06 has a structure. */
const otherContextForm = {
  '02ed': {
    id: 'context-with-lengths',
    comment: 'the URIs have length headers',
    flag: 'ContextForm',
    result: 'ambiguous',
  },
  '06': { id: 'bare-context', comment: 'the URIs have no length headers', flag: 'OtherInput', result: 'invalid' },
} as const

/** 02ed only: 5.4.1.2. */
export function contextHashes(): MarkFile {
  const right = hashOf(accepted)
  return fileOf('02ed', 'franking_context_hash', [
    markCase('genuine', 'the secret is given, since the key schedule that it comes from was never published', right),
    ...others.map(({ id, comment, told }) => markCase(id, comment, hashOf({ ...accepted, ...told }))),
    ...wrongMarks(right, [
      ...wrongly.map(({ id, comment, told }) => ({
        id,
        comment,
        made: { input: hashOf({ ...accepted, ...told }).input },
      })),
      {
        id: 'other-epoch',
        comment: 'under the secret of another epoch',
        made: { key: octets('franking_context_secret of another epoch', 32) },
      },
      { id: 'no-secret', comment: 'the context alone is hashed', made: { key: new Uint8Array() } },
      { id: 'keyed', comment: 'HMAC-SHA256 under the secret', made: { algorithm: 'HMAC-SHA256' } },
      {
        id: 'context-with-lengths',
        comment: 'the URIs have length headers',
        made: { input: frankingContext['06'](accepted) },
        flag: 'ContextForm',
        result: 'ambiguous',
      },
    ]),
  ])
}
