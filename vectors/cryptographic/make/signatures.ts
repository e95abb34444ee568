/** Cases about a signed object: the genuine one, and what a forger or a careless signer makes of it. */
import { type Codec, decode, encode, hexText, toJson } from '../../../src/codec/index.js'
import type { KeyPair } from '../../../src/mls/keys.js'
import { signContent } from '../../../src/mls/sign.js'
import { suiteOf } from '../../../src/mls/suites.js'
import { SignContent } from '../../../src/mls/wire/crypto.js'
import { der, signEcdsa } from './ecdsa.js'
import { numberOf, orderOf, privateHex, scalarOctets } from './keys.js'
import { flipped } from './octets.js'
import { signed, signedBytes } from './sign.js'
import type { SignatureCase, SignatureRepair } from '../types.js'

/** A kind of signed objects. */
export interface Kind {
  readonly struct: string
  readonly codec: Codec<unknown>
  readonly label: string
}

/** One object, its signature still to be chosen. */
export interface Signable {
  readonly suite: number
  /** The key that a verifier takes. */
  readonly keys: KeyPair
  /** What is signed. */
  readonly content: Uint8Array
  /** What travels. */
  bytes(signature: Uint8Array): Uint8Array
  readonly fields?: Readonly<Record<string, string>>
}

type About = Pick<SignatureCase, 'id' | 'comment'> &
  Partial<Pick<SignatureCase, 'flags' | 'result' | 'repair' | 'keys'>>

function caseOf({ struct, codec, label }: Kind, object: Signable, signature: Uint8Array, about: About): SignatureCase {
  const { id, comment, flags = [], result = 'valid', repair, keys } = about
  const bytes = object.bytes(signature)
  return {
    id: `suite-${object.suite}.${id}`,
    comment,
    flags,
    result,
    suite: object.suite,
    publicKey: hexText(object.keys.publicKey),
    privateKey: privateHex(object.keys),
    label,
    struct,
    bytes: hexText(bytes),
    ...(result === 'valid' && { value: toJson(codec, decode(codec, bytes)) }),
    ...(object.fields && { fields: object.fields }),
    content: hexText(object.content),
    ...(result === 'valid' && { intermediate: { signContent: hexText(signContent(label, object.content)) } }),
    signature: hexText(signature),
    ...(keys && { keys }),
    ...(repair && { repair }),
  }
}

export function genuine(kind: Kind, object: Signable, about: About): SignatureCase {
  return caseOf(kind, object, signed(object.suite, object.keys, kind.label, object.content), about)
}

/** One object with the signature of another: what was changed after signing. The other is what it is repaired with. */
export function changed(kind: Kind, before: Signable, after: Signable, about: About): SignatureCase {
  const signature = signed(before.suite, before.keys, kind.label, before.content)
  const [was, is] = [members(before, signature), members(after, signature)]
  const repair = Object.fromEntries(Object.entries(was).filter(([name, value]) => !same(value, is[name])))
  return caseOf(kind, after, signature, { result: 'invalid', repair, ...about })
}

function members(
  object: Signable,
  signature: Uint8Array,
): Readonly<Record<string, SignatureRepair[keyof SignatureRepair]>> {
  return {
    suite: object.suite,
    publicKey: hexText(object.keys.publicKey),
    privateKey: privateHex(object.keys),
    bytes: hexText(object.bytes(signature)),
    content: hexText(object.content),
    ...(object.fields && { fields: object.fields }),
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The object signed over other content than a verifier computes. */
export function signedOver(kind: Kind, object: Signable, content: Uint8Array, about: About): SignatureCase {
  const signature = signed(object.suite, object.keys, kind.label, content)
  return caseOf(kind, object, signature, { result: 'invalid', repair: { content: hexText(content) }, ...about })
}

/** What can be wrong with any signature. @param other somebody else's key of the same suite */
export function forgeries(kind: Kind, object: Signable, other: KeyPair): SignatureCase[] {
  const { suite, keys, content } = object
  const { label } = kind
  const right = signed(suite, keys, label, content)
  const wrong = (id: string, flag: string, comment: string, signature: Uint8Array, repair?: SignatureRepair) =>
    caseOf(kind, object, signature, {
      id,
      comment,
      flags: [flag],
      result: 'invalid',
      repair: repair ?? { signature: hexText(right) },
    })
  const unprefixed = encode(SignContent, { label: new TextEncoder().encode(label), content })
  return [
    wrong('wrong-key', 'WrongKey', 'signed with somebody else’s key', signed(suite, other, label, content), {
      publicKey: hexText(other.publicKey),
      privateKey: privateHex(other),
    }),
    wrong(
      'wrong-label',
      'WrongLabel',
      'signed as if it were a leaf node',
      signed(suite, keys, 'LeafNodeTBS', content),
      {
        label: 'LeafNodeTBS',
      },
    ),
    wrong('no-prefix', 'WrongLabel', 'the label lacks `MLS 1.0 `', signedBytes(suite, keys, unprefixed), {
      signContent: hexText(unprefixed),
    }),
    wrong('no-label', 'WrongLabel', 'the TBS itself is signed, in no SignContent', signedBytes(suite, keys, content), {
      signContent: hexText(content),
    }),
    wrong('one-bit', 'AlteredSignature', 'one bit is flipped', flipped(right, right.length - 2)),
    wrong('truncated', 'WrongLength', 'the last octet of the signature is missing', right.subarray(0, -1)),
    wrong('extended', 'WrongLength', 'an octet follows the signature', Uint8Array.of(...right, 0)),
    wrong('empty', 'WrongLength', 'there is no signature', new Uint8Array()),
    ...formsOf(kind, object, right),
  ]
}

/** Order of edwards25519 (RFC 8032, 5.1). */
const order25519 = 2n ** 252n + 27742317777372353535851937790883648493n

function formsOf(kind: Kind, object: Signable, right: Uint8Array): SignatureCase[] {
  const parameters = suiteOf(object.suite)
  const curve = parameters.signature
  const repair = { signature: hexText(right) }
  const form = (signature: Uint8Array, about: About) => caseOf(kind, object, signature, { repair, ...about })
  if (curve.crv === 'Ed25519') {
    const scalar = numberOf(right.slice(32).reverse()) + order25519
    const more = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse()
    const comment = 'the order of the group is added to S (RFC 8032, 5.1.7: S has to be below it)'
    const about = { id: 'scalar-not-reduced', comment, flags: ['SignatureForm'], result: 'invalid' as const }
    return [form(Uint8Array.of(...right.subarray(0, 32), ...more), about)]
  }
  if (curve.kty !== 'EC') return []
  const { r, s } = signEcdsa(parameters, object.keys, signContent(kind.label, object.content))
  const negated = { r, s: orderOf(curve) - s }
  const longer = der({ r, s })
  const header = longer[1] === 0x81 ? 3 : 2
  const [rLength = 0] = longer.subarray(header + 1)
  const padded = [0x02, rLength + 1, 0, ...longer.subarray(header + 2)]
  return [
    form(Uint8Array.of(...scalarOctets(r, curve), ...scalarOctets(s, curve)), {
      id: 'raw-signature',
      comment: 'r and s side by side instead of DER (RFC 9420, 5.1.2)',
      flags: ['SignatureForm'],
      result: 'invalid',
    }),
    form(Uint8Array.of(0x30, padded.length, ...padded), {
      id: 'padded-integer',
      comment: 'r has a zero too many in front, which is BER but not DER',
      flags: ['SignatureForm'],
      result: 'invalid',
    }),
    caseOf(kind, object, der(negated), {
      id: 'other-s',
      comment: 'the same signature with n - s for s: RFC 9420 asks for neither half',
      flags: ['OtherS'],
    }),
  ]
}

/** What the flags of every file of signatures mean. */
export const signatureNotes = {
  WrongKey: 'Made with another key than the one the verifier takes. The repair is that key.',
  WrongLabel:
    'Made under another label, or none. The repair is the label, or the octets that were signed instead of a SignContent.',
  AlteredSignature: 'A genuine signature, altered. The repair is the genuine one.',
  WrongLength: 'A genuine signature, cut or continued. The repair is the genuine one.',
  SignatureForm:
    'A genuine signature in a form that the algorithm, or RFC 9420, 5.1.2, does not have. The repair is the one in the right form.',
  OtherS:
    'ECDSA signatures come in pairs, s and n - s. RFC 9420 asks for neither: libraries that take the lower only need to be told.',
  ChangedContent: 'The object was changed after it was signed. The repair is the object that was signed.',
  OtherContent: 'Something else than the TBS of the drafts was signed. The repair is what was signed.',
} as const

/** Suites with all cases; the others have the genuine ones. */
export const suitesInDepth: readonly number[] = [1, 2, 7]
