/** Signed keyMaterial requests (06: 5.2). */
import { type Codec, encode } from '../../../src/codec/index.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import type { RequiredCapabilities } from '../../../src/mls/wire/index.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../../../src/wire/key-material.js'
import { alice, bob, carol, credentialOf, mallory, otherRoom, room, uri } from './group.js'
import { signatureKeys } from './keys.js'
import {
  changed,
  forgeries,
  genuine,
  type Kind,
  type Signable,
  signatureNotes,
  signedOver,
  suitesInDepth,
} from './signatures.js'
import type { SignatureCase, SignatureFile } from '../types.js'

const kind: Kind = { struct: 'KeyMaterialRequest', codec: KeyMaterialRequest['06'], label: 'KeyMaterialRequestTBS' }
const tbs: Codec<unknown> = KeyMaterialRequestTBS['06']

interface Choices {
  requester?: string
  /** Whose key is named in the request. */
  signer?: string
  credential?: string
  target?: string
  room?: string
  suites?: number[]
  required?: Partial<RequiredCapabilities>
}

function requestIn(suite: number, choices: Choices = {}): Signable {
  const { requester = alice, signer = alice, credential = alice, target = bob, suites = [suite], required } = choices
  const keys = signatureKeys(suite, signer)
  const value = {
    protocol: 'mls10',
    requestingUser: uri(requester),
    targetUser: uri(target),
    roomId: uri(choices.room ?? room),
    acceptableCiphersuites: suites,
    requiredCapabilities: { extension_types: [], proposal_types: [], credential_types: [1], ...required },
    requesterSignatureKey: keys.publicKey,
    requesterCredential: credentialOf(credential),
  }
  return {
    suite,
    keys,
    content: encode(tbs, value),
    bytes: (signature) => encode(kind.codec, { ...value, key_material_request_signature: signature }),
  }
}

export function keyMaterialRequests(): SignatureFile {
  const required = { extension_types: [6], proposal_types: [8, 10], credential_types: [1, 2] }
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts: ['06'],
    object: 'KeyMaterialRequest',
    operation: 'signature',
    sections: ['mimi-protocol-06, 5.2', 'RFC 9420, 5.1.2'],
    notes: {
      ...signatureNotes,
      MixedAlgorithms:
        'The acceptable cipher suites have several signature algorithms, and the draft does not say which of them is the one of the signature (reading R-W21).',
    },
    cases: [
      ...supportedSuites.map((suite) =>
        genuine(kind, requestIn(suite), { id: 'genuine', comment: 'Alice asks for Bob’s key packages for a room' }),
      ),
      genuine(kind, requestIn(1, { room: '' }), { id: 'no-room', comment: 'an empty roomId is signed, too' }),
      genuine(kind, requestIn(1, { suites: [3, 1] }), { id: 'two-suites', comment: 'two suites, both with Ed25519' }),
      genuine(kind, requestIn(1, { required }), {
        id: 'capabilities',
        comment: 'every list of capabilities has entries',
      }),
      genuine(kind, requestIn(2, { target: 'mimi://b.example/u/bj%C3%B6rn', required }), {
        id: 'percent-encoded',
        comment: 'a URI is signed as it stands, percent-encoding and all',
      }),
      genuine(kind, requestIn(1, { suites: [2, 1] }), {
        id: 'mixed-algorithms',
        comment: 'Ed25519, though the first suite has ECDSA',
        flags: ['MixedAlgorithms'],
        result: 'ambiguous',
      }),
      ...suitesInDepth.flatMap(forged),
    ],
  }
}

function forged(suite: number): SignatureCase[] {
  const request = requestIn(suite)
  const other = (id: string, comment: string, choices: Choices) =>
    changed(kind, request, requestIn(suite, choices), { id, comment, flags: ['ChangedContent'] })
  return [
    ...forgeries(kind, request, signatureKeys(suite, mallory)),
    other('other-requester', 'another requestingUser', { requester: mallory }),
    other('other-target', 'another targetUser', { target: carol }),
    other('swapped-users', 'requestingUser and targetUser have changed places', { requester: bob, target: alice }),
    other('other-room', 'another roomId', { room: otherRoom }),
    other('room-dropped', 'the roomId is empty', { room: '' }),
    other('suite-added', 'one more acceptable cipher suite', { suites: [suite, 3] }),
    other('other-capabilities', 'a required capability is gone', { required: { credential_types: [] } }),
    other('other-credential', 'the credential is somebody else’s', { credential: mallory }),
    other('other-key', 'the signature key is somebody else’s', { signer: mallory }),
    signedOver(kind, request, request.bytes(new Uint8Array()), {
      id: 'request-signed',
      comment: 'the request with an empty signature is signed, one octet more than the TBS',
      flags: ['OtherContent'],
    }),
  ]
}
