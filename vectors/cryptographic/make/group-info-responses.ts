/** Signed groupInfo responses (5.6): in 01 and 02ed in the clear, in 06 encrypted to the requester. */
import { type Codec, encode } from '../../../src/codec/index.js'
import { byDraft, type ByDraft } from '../../../src/drafts/by-draft.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import { GroupInfoResponse, GroupInfoResponseTBS } from '../../../src/wire/group-info.js'
import { carol, type Group, groupOf, hub, mallory, otherRoom, room, credentialOf } from './group.js'
import { sealedGroupInfo } from './group-info-encryption.js'
import { hpkeKeys, privateHex, signatureKeys } from './keys.js'
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

interface Choices {
  /** What room_id says. */
  room?: string
  /** Whose group info it is. */
  group?: string
  /** Whose key hub_sender has. */
  signer?: string
  credential?: string
}

const contents: ByDraft<(group: Group) => object> = byDraft({ '01': inTheClear, '02ed': inTheClear, '06': encrypted })

function inTheClear({ info, tree }: Group): object {
  return { groupInfo: info, ratchetTreeOption: { representation: 'full', ratchet_tree: tree } }
}

function encrypted(group: Group): object {
  return { encrypted_groupinfo_and_tree: sealedGroupInfo(group).sealed }
}

function responseIn(draft: Draft, suite: number, choices: Choices = {}): Signable {
  const { signer = 'the hub', credential = hub } = choices
  const keys = signatureKeys(suite, signer)
  const value = {
    version: 'mls10',
    room_id: new TextEncoder().encode(choices.room ?? room),
    status: 'success',
    cipher_suite: suite,
    hub_sender: { signature_key: keys.publicKey, credential: credentialOf(credential) },
    ...contents[draft](groupOf(draft, suite, choices.group)),
  }
  const tbs: Codec<unknown> = GroupInfoResponseTBS[draft]
  const message: Codec<unknown> = GroupInfoResponse[draft]
  return {
    suite,
    keys,
    content: encode(tbs, value),
    bytes: (signature) => encode(message, { ...value, signature }),
  }
}

export function groupInfoResponses(drafts: readonly [Draft, ...Draft[]]): SignatureFile {
  const [draft] = drafts
  const kind = { struct: 'GroupInfoResponse', codec: GroupInfoResponse[draft], label: 'GroupInfoResponseTBS' }
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts,
    object: 'GroupInfoResponse',
    operation: 'signature',
    sections: [...drafts.map((each) => `mimi-protocol-${each}, 5.6`), 'RFC 9420, 5.1.2'],
    notes: { ...signatureNotes },
    cases: [
      ...supportedSuites.map((suite) =>
        genuine(kind, responseIn(draft, suite), {
          id: 'genuine',
          comment: 'The hub answers Carol; room_id holds the room’s URI (reading R-W19)',
          keys: keysOf(groupOf(draft, suite)),
        }),
      ),
      ...suitesInDepth.flatMap((suite) => forged(draft, kind, suite)),
    ],
  }
}

/** What the hub does not know, so that the group itself can be joined, and what it has encrypted be read. */
function keysOf({ suite, aliceKeys, epochSecret }: Group): Record<string, string> {
  return {
    groupInfoPrivateKey: privateHex(hpkeKeys(suite, `${carol}, group info`)),
    groupInfoSignerPrivateKey: privateHex(aliceKeys),
    epochSecret: Buffer.from(epochSecret).toString('hex'),
  }
}

function forged(draft: Draft, kind: Kind, suite: number): SignatureCase[] {
  const response = responseIn(draft, suite)
  const other = (id: string, comment: string, choices: Choices) =>
    changed(kind, response, responseIn(draft, suite, choices), { id, comment, flags: ['ChangedContent'] })
  return [
    ...forgeries(kind, response, signatureKeys(suite, mallory)),
    other('other-room', 'another room_id', { room: otherRoom }),
    other('other-group', 'the group info of another room', { group: otherRoom }),
    other('other-credential', 'hub_sender has somebody else’s credential', { credential: mallory }),
    other('other-key', 'hub_sender has somebody else’s key', { signer: mallory }),
    signedOver(kind, response, response.bytes(new Uint8Array()), {
      id: 'response-signed',
      comment: 'the response with an empty signature is signed',
      flags: ['OtherContent'],
    }),
  ]
}
