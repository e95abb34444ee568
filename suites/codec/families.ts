/** The ways in which a body can be spoiled: one row each, for every endpoint that has the field for it. */
import { type BodyRule, bodyRules, unknownSelector } from '../../src/check/malformed-body.js'
import { type MalformationFamily, malformations, spans } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { type Endpoint, type Trial, type Wanted } from './trial.js'
import type { Spoiled } from './volley.js'

export interface Family extends BodyRule {
  /** The second word of the checks' ids. */
  readonly word: string
  /** Ends the title: `key-material refuses …`. */
  readonly title: string
  /** The endpoints that have the field, with the drafts in which they have it where not in all. */
  readonly endpoints: Partial<Record<Endpoint, readonly Draft[] | 'all'>>
  readonly spoil: (trial: Trial) => Spoiled[]
  readonly wanted?: Wanted
}

const everywhere = {
  keyMaterial: 'all',
  requestConsent: 'all',
  updateConsent: 'all',
  identifierQuery: 'all',
  notify: 'all',
  update: 'all',
  submitMessage: 'all',
  groupInfo: 'all',
  reportAbuse: ['02ed', '06'],
} as const

const sinceFranking = ['02ed', '06'] as const
const sinceDictionaries = ['06'] as const

/** Two components of the private range (mls-extensions-09, 4.1 and 7.5), in order. */
export const privateComponents = [0xf0a1, 0xf0a2].map((component_id) => ({ component_id, data: Uint8Array.of(1) }))

export const families: readonly Family[] = [
  {
    word: 'length-not-minimal',
    ...bodyRules['length-not-minimal'],
    title: 'a length that takes more bytes than it needs',
    endpoints: everywhere,
    spoil: (trial) => ofKind(trial, 'length-not-minimal'),
  },
  {
    word: 'length-reserved',
    ...bodyRules['length-reserved'],
    title: 'a length whose two top bits are both set',
    endpoints: everywhere,
    spoil: (trial) => [...eightByteLengths(trial), ...ofKind(trial, 'length-reserved')],
  },
  {
    word: 'presence-octet',
    ...bodyRules['presence-octet'],
    title: 'a presence octet other than 0 and 1',
    endpoints: { requestConsent: 'all', updateConsent: 'all', notify: 'all', update: 'all' },
    spoil: (trial) => ofKind(trial, 'presence-octet'),
  },
  {
    word: 'truncated',
    ...bodyRules.truncated,
    title: 'a body that ends too early',
    endpoints: everywhere,
    spoil: (trial) => [...prefixes(trial), ...ofKind(trial, 'truncated')],
  },
  {
    word: 'trailing-bytes',
    ...bodyRules['trailing-bytes'],
    title: 'bytes after the end of the structure',
    endpoints: everywhere,
    spoil: tails,
  },
  {
    word: 'length-overrun',
    ...bodyRules['length-overrun'],
    title: 'a length of more bytes than are left',
    endpoints: everywhere,
    spoil: (trial) => ofKind(trial, 'length-overrun'),
  },
  {
    word: 'odd-vector',
    ...bodyRules['odd-vector'],
    title: 'a vector that is not as long as a number of whole elements',
    endpoints: { keyMaterial: 'all', updateConsent: 'all', notify: 'all', update: 'all' },
    spoil: (trial) => ofKind(trial, 'odd-vector'),
  },
  {
    word: 'enum-unknown',
    ...bodyRules['enum-unknown'],
    title: 'a reserved or unassigned value of an enum',
    endpoints: { ...everywhere, keyMaterial: sinceDictionaries },
    spoil: (trial) => [...ofKind(trial, 'enum-unknown').filter(notProtocol), ...unknownSelectors(trial)],
  },
  {
    word: 'protocol-unknown',
    ...bodyRules['protocol-unknown'],
    title: 'a protocol other than mls10',
    endpoints: { keyMaterial: 'all', submitMessage: 'all', groupInfo: 'all' },
    spoil: protocols,
  },
  {
    word: 'not-a-uri',
    ...bodyRules['not-a-uri'],
    title: 'an identifier that is no URI, or not that of a user',
    endpoints: { keyMaterial: 'all', requestConsent: 'all', updateConsent: 'all' },
    spoil: identifiers,
  },
  {
    word: 'dictionary-unsorted',
    ...bodyRules['dictionary-unsorted'],
    title: 'an extension dictionary with a component twice or out of order',
    endpoints: {
      requestConsent: sinceDictionaries,
      updateConsent: sinceDictionaries,
      identifierQuery: sinceDictionaries,
      reportAbuse: sinceDictionaries,
    },
    wanted: { extensions: privateComponents },
    spoil: (trial) => ofKind(trial, 'value-invalid').filter(({ path }) => path.endsWith('component_id')),
  },
  {
    word: 'text-not-utf8',
    ...bodyRules['text-not-utf8'],
    title: 'text that is not UTF-8',
    endpoints: { identifierQuery: 'all', reportAbuse: sinceFranking },
    wanted: { replacementCharacter: true },
    spoil: texts,
  },
]

/** The kernel's malformations of one family. */
function ofKind({ codec, body }: Trial, kind: MalformationFamily): Spoiled[] {
  return malformations(codec, body, kind).map(({ bytes, what, expected: { path, offset } }) => ({
    bytes,
    what,
    path,
    offset,
  }))
}

function notProtocol({ path }: Spoiled): boolean {
  return path !== 'protocol'
}

function unknownSelectors(trial: Trial): Spoiled[] {
  return ofKind(trial, 'value-invalid').filter(
    ({ path, what }) => unknownSelector.test(path) && what.startsWith('number 0'),
  )
}

/** What a reader of QUIC's variable-length integers takes for a length in eight bytes. */
function eightByteLengths({ codec, body }: Trial): Spoiled[] {
  const outermost: Spoiled[] = []
  let end = 0
  for (const { path, offset, length, type } of spans(codec, body).spans) {
    if (type !== 'length' || offset < end) continue
    const content = lengthAt(body, offset, length)
    end = offset + length + content
    const header = Uint8Array.of(0xc0, 0, 0, 0, 0, 0, content >> 8, content & 0xff)
    const bytes = replaced(body, offset, length, header)
    outermost.push({ bytes, path, offset, what: `length ${content} in eight bytes, the first of them c0` })
  }
  return outermost
}

function lengthAt(body: Uint8Array, offset: number, size: number): number {
  return body.subarray(offset, offset + size).reduce((sum, byte, i) => sum * 256 + (i === 0 ? byte & 0x3f : byte), 0)
}

function replaced(body: Uint8Array, offset: number, length: number, run: Uint8Array): Uint8Array {
  return Uint8Array.from([...body.subarray(0, offset), ...run, ...body.subarray(offset + length)])
}

/** As many cuts as fit into one volley, evenly over the body, the last byte's included. */
const mostCuts = 24

/** The body cut short, from nothing at all to all but its last byte; not where a notify would merely have one event fewer. */
function prefixes({ codec, body }: Trial): Spoiled[] {
  const cuts = Array.from({ length: mostCuts }, (_, i) => Math.floor((i * (body.length - 1)) / (mostCuts - 1)))
  const complete = new Set(eventStarts(codec, body))
  return [...new Set(cuts)]
    .filter((at) => at === 0 || !complete.has(at))
    .map((at) => {
      const what = `it ends after ${at} of ${body.length} bytes`
      return { bytes: body.slice(0, at), path: '', offset: at, what }
    })
}

/** Where the events of a notify body begin. */
function eventStarts(codec: Trial['codec'], body: Uint8Array): number[] {
  if (codec.shape.kind !== 'oneOrMore') return []
  return spans(codec, body).spans.flatMap(({ path, offset }) => (/^\[\d+\]\.timestamp$/.test(path) ? [offset] : []))
}

/** One byte more, many more, and, where only one structure may be there, the whole request once again. */
function tails({ codec, body }: Trial): Spoiled[] {
  const again = codec.shape.kind === 'oneOrMore' ? [] : [{ tail: body, what: 'the whole request again after its end' }]
  return [
    { tail: Uint8Array.of(0), what: 'a zero byte after the end' },
    { tail: new Uint8Array(7).fill(0xff), what: 'seven bytes ff after the end' },
    ...again,
  ].map(({ tail, what }) => ({
    bytes: Uint8Array.from([...body, ...tail]),
    path: '',
    offset: body.length,
    what,
  }))
}

/** Where the octet is signed, with the signature of either octet: the signer's or the one sent. */
function protocols({ body, resigned }: Trial): Spoiled[] {
  return [0, 2, 255].flatMap((protocol) => {
    const other = (part: Uint8Array) => part.with(0, protocol)
    const bodies = [other(body), ...(resigned ? [resigned(other)] : [])]
    return bodies.map((bytes) => ({ bytes, path: 'protocol', offset: 0, what: `protocol ${protocol}` }))
  })
}

/** An unfinished sequence, which lenient decoders take for U+FFFD as well. */
const unfinished = Uint8Array.of(0xf0, 0x90, 0x80)

/** Text that ends with an unfinished sequence, where U+FFFD was. */
function texts({ codec, body }: Trial): Spoiled[] {
  return spans(codec, body)
    .spans.filter(({ path, type }) => /(^|\.)(searchValue|note)$/.test(path) && type === 'opaque<V>')
    .map(({ path, offset, length }) => {
      const at = offset + length - unfinished.length
      const bytes = replaced(body, at, unfinished.length, unfinished)
      return { bytes, path, offset, what: 'it ends with f09080, which is no whole character' }
    })
}

const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() }

/** Something else in place of a user's URI, of the same length, in the URL too where that repeats it. */
function identifiers({ codec, body, about, resigned }: Trial): Spoiled[] {
  const users = spans(codec, body).spans.filter(
    ({ path, type }) => /^(requestingUser|targetUser|requesterUri|targetUri)\.uri$/.test(path) && type === 'opaque<V>',
  )
  return users.flatMap(({ path, offset, length }) => {
    const uri = utf8.decoder.decode(body.subarray(offset, offset + length))
    const texts = [
      'no URI at all'.padEnd(length, '.'),
      ...(path === 'targetUser.uri' ? [uri.replace('/u/', '/r/')] : []),
    ]
    // An account's URI may be of another form, without /u/.
    const others = texts.filter((text) => text !== uri)
    return others.map((text) => {
      const change = (part: Uint8Array) => replaced(part, offset, length, utf8.encoder.encode(text))
      const bytes = resigned ? resigned(change) : change(body)
      return { bytes, path, offset, what: `it is ${JSON.stringify(text)}`, ...(about === uri && { about: text }) }
    })
  })
}
