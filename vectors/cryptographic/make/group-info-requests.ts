/** Signed groupInfo requests (5.6). */
import { type Codec, encode } from '../../../src/codec/index.js'
import { byDraft } from '../../../src/drafts/by-draft.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import { GroupInfoRequest, GroupInfoRequestTBS, GroupInfoRequestTBSAsSent } from '../../../src/wire/group-info.js'
import { carol, credentialOf, mallory } from './group.js'
import { hpkeKeys, privateHex, signatureKeys } from './keys.js'
import { octets } from './octets.js'
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

const code = octets('a joining code', 16)
const none = new Uint8Array()

interface Choices {
  /** Whose key is named in the request. */
  signer?: string
  credential?: string
  /** Whose key the answer is encrypted to (06). */
  receiver?: string
  joiningCode?: Uint8Array
}

interface Request extends Signable {
  /** The code signed as it is sent (R-W06). */
  readonly asSent: Uint8Array
  /** The code behind a presence octet, even where there is none. */
  readonly present: Uint8Array
}

/** Of one draft; 01 and 02ed have the same. */
class Requests {
  readonly kind: Kind
  readonly #tbs: Codec<unknown>
  readonly #asSent: Codec<unknown>

  constructor(draft: Draft) {
    this.kind = { struct: 'GroupInfoRequest', codec: GroupInfoRequest[draft], label: 'GroupInfoRequestTBS' }
    this.#tbs = GroupInfoRequestTBS[draft]
    this.#asSent = GroupInfoRequestTBSAsSent[draft]
  }

  in(suite: number, choices: Choices = {}): Request {
    const { signer = carol, credential = carol, receiver = carol, joiningCode = none } = choices
    const keys = signatureKeys(suite, signer)
    const value = {
      protocol: 'mls10',
      cipher_suite: suite,
      requestingSignatureKey: keys.publicKey,
      requestingCredential: credentialOf(credential),
      groupInfoPublicKey: hpkeKeys(suite, `${receiver}, group info`).publicKey,
      joiningCode,
    }
    return {
      suite,
      keys,
      content: encode(this.#tbs, { ...value, joiningCode: joiningCode.length === 0 ? null : joiningCode }),
      asSent: encode(this.#asSent, value),
      present: encode(this.#tbs, value),
      bytes: (signature) => encode(this.kind.codec, { ...value, signature }),
    }
  }
}

export function groupInfoRequests(drafts: readonly [Draft, ...Draft[]]): SignatureFile {
  const [draft] = drafts
  const requests = new Requests(draft)
  const { kind } = requests
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts,
    object: 'GroupInfoRequest',
    operation: 'signature',
    sections: [...drafts.map((each) => `mimi-protocol-${each}, 5.6`), 'RFC 9420, 5.1.2'],
    notes: {
      ...signatureNotes,
      JoiningCode:
        'The signed form has an optional joining code, the sent form an opaque one, empty where there is none (reading R-W06: absent where it is empty).',
    },
    cases: [
      ...supportedSuites.map((suite) =>
        genuine(kind, requests.in(suite), {
          id: 'genuine',
          comment: 'Carol asks without a joining code: its place in the TBS is a presence octet 0',
          keys: { groupInfoPrivateKey: privateHex(hpkeKeys(suite, `${carol}, group info`)) },
        }),
      ),
      ...suitesInDepth.map((suite) =>
        genuine(kind, requests.in(suite, { joiningCode: code }), {
          id: 'joining-code',
          comment: 'the code stands behind a presence octet 1 in the TBS',
          flags: ['JoiningCode'],
        }),
      ),
      ...suitesInDepth.flatMap((suite) => forged(draft, requests, suite)),
    ],
  }
}

/** What there is to be changed since 03: the key to which the answer is encrypted. */
const onlyIn = byDraft<string[], string[], string[]>({ '01': [], '02ed': [], '06': ['other-receiver'] })

function forged(draft: Draft, requests: Requests, suite: number): SignatureCase[] {
  const { kind } = requests
  const request = requests.in(suite)
  const coded = requests.in(suite, { joiningCode: code })
  const other = (id: string, comment: string, choices: Choices, before = coded) =>
    changed(kind, before, requests.in(suite, { joiningCode: code, ...choices }), {
      id,
      comment,
      flags: ['ChangedContent'],
    })
  return [
    ...forgeries(kind, request, signatureKeys(suite, mallory)),
    other('code-dropped', 'the joining code is gone', { joiningCode: none }),
    other('code-added', 'a joining code has come in', {}, request),
    other('other-code', 'another joining code', { joiningCode: octets('another joining code', 16) }),
    other('other-credential', 'the credential is somebody else’s', { credential: mallory }),
    other('other-key', 'the signature key is somebody else’s', { signer: mallory }),
    ...onlyIn[draft].map((id) => other(id, 'groupInfoPublicKey is somebody else’s', { receiver: mallory })),
    signedOver(kind, coded, coded.asSent, {
      id: 'code-as-sent',
      comment: 'the code is signed as it is sent, without a presence octet',
      flags: ['JoiningCode'],
      result: 'ambiguous',
    }),
    signedOver(kind, request, request.present, {
      id: 'empty-code-present',
      comment: 'an empty code is signed as present',
      flags: ['JoiningCode'],
      result: 'ambiguous',
    }),
    signedOver(kind, coded, coded.bytes(none), {
      id: 'request-signed',
      comment: 'the request with an empty signature is signed',
      flags: ['OtherContent'],
    }),
  ]
}
