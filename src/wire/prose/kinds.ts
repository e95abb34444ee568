/**
 * What the text says of fields that are declared as nothing but bytes: keys, signatures and hashes have the length that
 * their cipher suite gives them (RFC 9420, 5.1 and 17.1; RFC 9180, 7.1), certificates are DER, URIs are URIs.
 */
import { X509Certificate } from 'node:crypto'
import { utf8Text } from '../../codec/text.js'

export type Kind =
  | 'kem-key'
  | 'signature-key'
  | 'signature'
  | 'hash'
  | 'hash-or-none'
  | 'aead-key'
  | 'aead-nonce'
  | 'sealed'
  | 'certificate'
  | 'label'
  | 'uri'
  | 'domain'
  | 'text'
  | 'token'

/** By the name of the field, wherever it stands; of a vector, of its elements. */
const kinds: Readonly<Record<Kind, readonly string[]>> = {
  'kem-key': [
    'encryption_key',
    'init_key',
    'external_pub',
    'groupInfoPublicKey',
    'external_receiver_public_key',
    'kem_output',
  ],
  'signature-key': [
    'signature_key',
    'requestingSignatureKey',
    'requesterSignatureKey',
    'signature_public_key',
    'franking_signature_key',
  ],
  signature: [
    'signature',
    'key_material_request_signature',
    'tree_signature',
    'franking_integrity_signature',
    'pseudonymous_credential_signature',
  ],
  hash: [
    'tree_hash',
    'left_hash',
    'right_hash',
    'original_sibling_tree_hash',
    'confirmation_tag',
    'membership_tag',
    'joiner_secret',
    'path_secret',
    'psk_nonce',
    'new_member',
    'reference',
    'invalidProposals',
    'partial_context_hash',
    'framed_content_tbs_hash',
    'external_receiver_ref',
  ],
  'hash-or-none': ['confirmed_transcript_hash', 'parent_hash'],
  'aead-key': ['key'],
  'aead-nonce': ['nonce'],
  sealed: ['ciphertext', 'encrypted_sender_data', 'encrypted_group_info', 'identity_link_ciphertext'],
  certificate: ['cert_data'],
  label: ['label'],
  uri: ['uri', 'user', 'room_id', 'join_link', 'ratchet_tree_url'],
  domain: ['domain'],
  text: [
    'string',
    'note',
    'searchValue',
    'claimName',
    'propertyName',
    'fieldName',
    'role_name',
    'role_description',
    'name',
    'description',
  ],
  token: ['media_type', 'language_tag'],
}

const byField = new Map(
  Object.entries(kinds).flatMap(([kind, fields]) => fields.map((field): [string, Kind] => [field, asKind(kind)])),
)

function asKind(name: string): Kind {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of the table above
  return name as Kind
}

/** What the text says a field of this name holds; undefined where it says nothing. */
export function kindOfField(field: string): Kind | undefined {
  return byField.get(field)
}

interface Lengths {
  readonly kem: number
  readonly key: number
  /** Null for ECDSA, whose signatures are DER of no fixed length. */
  readonly signature: number | null
  readonly hash: number
}

const curve25519: Lengths = { kem: 32, key: 32, signature: 64, hash: 32 }
const curve448: Lengths = { kem: 56, key: 57, signature: 114, hash: 64 }

/** In bytes, by cipher suite (17.1). */
const lengths: Readonly<Record<number, Lengths>> = {
  1: curve25519,
  2: { kem: 65, key: 65, signature: null, hash: 32 },
  3: curve25519,
  4: curve448,
  5: { kem: 133, key: 133, signature: null, hash: 64 },
  6: curve448,
  7: { kem: 97, key: 97, signature: null, hash: 48 },
}

/** Of the tag that every AEAD of RFC 9420 puts behind its ciphertext. */
const TAG = 16

const section = 'RFC 9420, 17.1'

/** What the text says of each kind, and where. */
export const said: Readonly<Record<Kind, { readonly section: string; readonly says: string }>> = {
  'kem-key': { section, says: 'a KEM key or output is as long as the cipher suite has it' },
  'signature-key': { section, says: 'a signature key is as long as the cipher suite has it' },
  signature: { section, says: 'a signature is as long as the cipher suite has it' },
  hash: { section, says: 'a hash, tag, nonce or secret is as long as the hash of the cipher suite' },
  'hash-or-none': { section, says: 'a hash is as long as that of the cipher suite, or empty where there is none yet' },
  'aead-key': { section, says: 'a key of an AEAD has 16 or 32 bytes' },
  'aead-nonce': { section, says: 'a nonce of an AEAD has 12 bytes' },
  sealed: { section, says: `a ciphertext has at least the ${TAG} bytes of its tag` },
  certificate: { section: 'RFC 9420, 5.3', says: 'cert_data is an X.509 certificate in DER' },
  label: { section: 'RFC 9420, 5.1.2 to 8', says: 'a label begins with "MLS 1.0 "' },
  uri: { section: 'the drafts, 5', says: 'it is a URI' },
  domain: { section: 'room-policy-03, 6.4', says: 'it is a domain name' },
  text: { section: 'the comments of the structures', says: 'it is UTF-8 without NUL' },
  token: { section: 'the comments of the structures', says: 'a media type or language tag is printable ASCII' },
}

/**
 * Whether bytes can be what their field holds.
 * @param suite that the structures around name; null where none is known, so that any suite's will do
 */
export function fits(kind: Kind, bytes: Uint8Array, suite: number | null): boolean {
  const { length } = bytes
  const of = (expected: (lengths: Lengths) => boolean) => ofSuite(suite, expected)
  switch (kind) {
    case 'kem-key':
      return of(({ kem }) => length === kem)
    case 'signature-key':
      return of(({ key }) => length === key)
    case 'signature':
      return of(({ signature, key }) => (signature === null ? isEcdsa(bytes, key) : length === signature))
    case 'hash':
      return of(({ hash }) => length === hash)
    case 'hash-or-none':
      return length === 0 || of(({ hash }) => length === hash)
    case 'aead-key':
      return length === 16 || length === 32
    case 'aead-nonce':
      return length === 12
    case 'sealed':
      return length >= TAG
    case 'certificate':
      return isCertificate(bytes)
    case 'label':
      return asText(bytes)?.startsWith('MLS 1.0 ') === true
    case 'uri':
      return /^[a-z][a-z0-9+.-]*:[!#-;=?-Z_a-z~[\]]+$/i.test(asText(bytes) ?? '')
    case 'domain':
      return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(asText(bytes) ?? '')
    case 'text':
      return asText(bytes)?.includes('\0') === false
    case 'token':
      return /^[!-~]*$/.test(asText(bytes) ?? '\0')
  }
}

/** With a suite that nobody has defined yet, anything goes. */
function ofSuite(suite: number | null, expected: (lengths: Lengths) => boolean): boolean {
  if (suite === null) return Object.values(lengths).some(expected)
  const known = lengths[suite]
  return known === undefined || expected(known)
}

/** A DER sequence of two integers of up to so many bytes as the curve's point takes for two and one more. */
function isEcdsa(bytes: Uint8Array, key: number): boolean {
  return bytes[0] === 0x30 && bytes.length >= 8 && bytes.length <= key + 8
}

function isCertificate(bytes: Uint8Array): boolean {
  try {
    return new X509Certificate(bytes).raw.length === bytes.length
  } catch {
    return false
  }
}

function asText(bytes: Uint8Array): string | undefined {
  return utf8Text(bytes, 0, bytes.length)
}
