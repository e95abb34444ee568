/** What senders mark: the application data of messages, with the key in it or beside it. */
import { encode, hexText, opaque } from '../../../src/codec/index.js'
import { MediaType } from '../../../src/mls/wire/index.js'
import { writeMimiContent } from '../../../src/wire/mimi-content.js'
import { alice, mallory, room } from './group.js'
import type { Mistake } from './marks.js'
import { octets } from './octets.js'

interface Content {
  readonly id: string
  readonly comment: string
  readonly applicationData: Uint8Array
  readonly fields?: Readonly<Record<string, string>>
}

interface Franked {
  /** What the tag is made with. */
  readonly key: Uint8Array
  readonly applicationData: Uint8Array
  readonly fields: Readonly<Record<string, string>>
  readonly more: readonly Content[]
  readonly wrong: readonly Mistake[]
}

const utf8 = new TextEncoder()
const salt = octets('a message’s salt', 16)
const frankingKey = octets('a message’s franking key', 32)

function mimiContent(text: string, senderUri = alice): Uint8Array {
  return writeMimiContent({ salt, senderUri, roomUri: room }, text)
}

/** ApplicationFraming (mls-extensions-09, 6.2): what is encrypted in groups with the content_media_types component. */
function framed(content: Uint8Array): Uint8Array {
  const mediaType = { media_type: utf8.encode('application/mimi-content'), parameters: [] }
  return Uint8Array.of(...encode(MediaType, mediaType), ...encode(opaque, content))
}

export const franked: Readonly<Record<'02ed' | '06', Franked>> = {
  // The key stands in the content, in a map under an unassigned number: the mark does not depend on where.
  '02ed': {
    key: frankingKey,
    applicationData: Uint8Array.of(...utf8.encode('some content that holds '), ...frankingKey),
    fields: { franking_key: hexText(frankingKey) },
    more: [
      { id: 'no-data', comment: 'no application data', applicationData: new Uint8Array() },
      { id: 'long', comment: '1,000 octets', applicationData: octets('application data', 1000) },
    ],
    wrong: [
      { id: 'other-content', comment: 'the tag of another content', made: { input: utf8.encode('other content') } },
      { id: 'half-key', comment: 'under the first 16 octets of the key', made: { key: frankingKey.subarray(0, 16) } },
    ],
  },
  '06': {
    key: salt,
    applicationData: mimiContent('hi'),
    fields: { salt: hexText(salt), sender_uri: alice, room_uri: room },
    more: [
      { id: 'empty-text', comment: 'an empty text', applicationData: mimiContent('') },
      { id: 'non-ascii', comment: 'a text that is not ASCII', applicationData: mimiContent('Grüße von der Brücke 🌉') },
      { id: 'long-text', comment: 'a text of 1,000 octets', applicationData: mimiContent('x'.repeat(1000)) },
      {
        id: 'framed',
        comment: 'in a group with content_media_types the ApplicationFraming is marked, media type and all',
        applicationData: framed(mimiContent('hi')),
      },
    ],
    wrong: [
      { id: 'other-content', comment: 'the tag of another text', made: { input: mimiContent('ho') } },
      {
        id: 'other-sender',
        comment: 'the tag of a content that names another sender',
        made: { input: mimiContent('hi', mallory) },
      },
      { id: 'text-alone', comment: 'the text alone is marked', made: { input: utf8.encode('hi') } },
      {
        id: 'framed-unasked',
        comment: 'the framing is marked, in a group that has none',
        made: { input: framed(mimiContent('hi')) },
      },
    ],
  },
}
