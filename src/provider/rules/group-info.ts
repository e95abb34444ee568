/** Who is given a room's group information, and how (5.6). */
import { type Codec, encode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { vouchesFor } from '../../mls/credential.js'
import { sealWithLabel } from '../../mls/hpke.js'
import { signWithLabel, verifyWithLabel } from '../../mls/sign.js'
import { findSuite } from '../../mls/suites.js'
import type { Credential, ExternalSender, GroupInfo, HPKECiphertext, RatchetTreeOption } from '../../mls/wire/index.js'
import { groupInfoEncryptionLabel, GroupInfoRequestTBS, GroupInfoRequestTBSAsSent } from '../../wire/group-info.js'
import type { PublicGroup } from '../../mls/public-group.js'
import { privateKeyOf } from '../hub/keys.js'
import type { Room } from '../hub/types.js'
import type { PendingProposal, PreparedRoom } from '../store/hosted.js'
import { authorityOf, uriBytes } from '../uri.js'
import { mayGetGroupInfo, type Requester } from './policy/index.js'

/** A request as all drafts have it; an empty code is none. */
export interface Asked {
  readonly protocol: 'mls10'
  readonly cipher_suite: number
  readonly requestingSignatureKey: Uint8Array
  readonly requestingCredential: Credential
  readonly groupInfoPublicKey?: Uint8Array
  readonly joiningCode: Uint8Array
  readonly signature: Uint8Array
}

export interface GroupInfoRules {
  /** Whether requests in a cipher suite can be judged here. */
  supports(suite: number): boolean
  /** Whether the request is signed by the key in it, whatever form the joining code is signed in (R-W06). */
  verifies(draft: Draft, asked: Asked): boolean
  /** Whether the credential goes with the key. */
  vouched(asked: Asked): boolean
  /** Whether a provider may ask in this user's name. */
  speaksFor(provider: string, user: string): boolean
  /** Whether the room's policy lets somebody have it. */
  entitles(room: Room, requester: Requester): boolean
  /** Whether everybody may come in (pseudonyms, 3.3). */
  open(room: PreparedRoom): boolean
  /** The bytes of room_id, and the context of the encryption. */
  roomId(room: string): Uint8Array
  /** The tree that goes along. */
  tree(group: PublicGroup): RatchetTreeOption
  /** The group info that is served: the one that came with the last commit. */
  served(groupInfo: GroupInfo): GroupInfo
  /** The proposals that are told (06). */
  listed(pending: readonly PendingProposal[]): readonly PendingProposal[]
  /** The suite that the answer names: by its algorithm the hub has signed. */
  suite(asked: number, room: PreparedRoom): number
  /** Encrypts to the requester (06). */
  sealed(asked: Asked, roomId: Uint8Array, contents: Uint8Array): HPKECiphertext
  /** What the answer names as hub_sender. */
  sender(hub: ExternalSender): ExternalSender
  /** Signs the answer with the key of hub_sender. */
  signed(room: PreparedRoom, content: Uint8Array): Uint8Array
}

const forms = byDraft<Codec<unknown>[], Codec<unknown>[], Codec<unknown>[]>({
  '01': [GroupInfoRequestTBS['01'], GroupInfoRequestTBSAsSent['01']],
  '02ed': [GroupInfoRequestTBS['02ed'], GroupInfoRequestTBSAsSent['02ed']],
  '06': [GroupInfoRequestTBS['06'], GroupInfoRequestTBSAsSent['06']],
})

export const groupInfoRules: GroupInfoRules = {
  supports: (suite) => findSuite(suite) !== undefined,
  verifies(draft, asked) {
    const { cipher_suite, requestingSignatureKey, joiningCode, signature } = asked
    const [optional, asSent] = forms[draft]
    const contents = [
      optional && encode(optional, { ...asked, joiningCode: joiningCode.length === 0 ? null : joiningCode }),
      asSent && encode(asSent, asked),
    ]
    return contents.some(
      (content) =>
        content && verifyWithLabel(cipher_suite, requestingSignatureKey, 'GroupInfoRequestTBS', content, signature),
    )
  },
  vouched: ({ requestingCredential, cipher_suite, requestingSignatureKey }) =>
    vouchesFor(requestingCredential, cipher_suite, requestingSignatureKey),
  speaksFor: (provider, user) => authorityOf(user) === provider,
  entitles: (room, requester) => mayGetGroupInfo(room, requester).ok,
  open: ({ kind }) => kind === 'knock',
  roomId: uriBytes,
  tree: ({ ratchetTree }) => ({ representation: 'full', ratchet_tree: ratchetTree }),
  served: (groupInfo) => groupInfo,
  listed: (pending) => pending,
  suite: (asked, { suite }) => (findSuite(asked)?.signature === findSuite(suite)?.signature ? asked : suite),
  sealed: ({ cipher_suite, groupInfoPublicKey = new Uint8Array() }, roomId, contents) =>
    sealWithLabel(cipher_suite, groupInfoPublicKey, groupInfoEncryptionLabel, roomId, contents),
  sender: (hub) => hub,
  signed: ({ hubKeys }, content) =>
    signWithLabel(hubKeys.suite, privateKeyOf(hubKeys), 'GroupInfoResponseTBS', content),
}
