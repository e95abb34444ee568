/** Group infos encrypted to a requester (06: 5.6). */
import { createHash } from 'node:crypto'
import { decode, encode, hexText, opaque, toJson } from '../../../src/codec/index.js'
import { encryptContext, sealFrom, type Sealing } from '../../../src/mls/hpke.js'
import type { KeyPair } from '../../../src/mls/keys.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import { EncryptContext, type MLSMessage, proposalTypes, wireFormats } from '../../../src/mls/wire/index.js'
import { groupInfoEncryptionLabel, GroupInfoRatchetTreeTBE } from '../../../src/wire/group-info.js'
import { carol, type Group, groupOf, mallory, otherRoom, room } from './group.js'
import { hpkeKeys, privateHex } from './keys.js'
import { hubProposal } from './proposals.js'
import { flipped } from './octets.js'
import { suitesInDepth } from './signatures.js'
import type { EncryptionCase, EncryptionFile, EncryptionRepair } from '../types.js'

const utf8 = new TextEncoder()
const none = new Uint8Array()

interface SealedGroupInfo {
  readonly plaintext: Uint8Array
  readonly sealed: Sealing
  readonly ephemeral: KeyPair
}

/** How somebody seals who does something else than the draft says. */
interface Manner {
  receiver: string
  suite: number
  info: Uint8Array
  aad: Uint8Array
}

/** What the hub sends to Carol, who has asked with her key for group infos. */
export function sealedGroupInfo(group: Group, manner: Partial<Manner> = {}, pending = false): SealedGroupInfo {
  const {
    receiver = carol,
    suite = group.suite,
    info = encryptContext(groupInfoEncryptionLabel, utf8.encode(room)),
  } = manner
  const plaintext = encode(GroupInfoRatchetTreeTBE['06'], {
    groupInfo: group.info,
    ratchetTreeOption: { representation: 'full', ratchet_tree: group.tree },
    pending_proposals: pending ? [{ proposal: pendingRemoval(group), hub_accepted_time: 1_721_000_000_000n }] : [],
  })
  const receiverKey = receiverKeys(suite, receiver).publicKey
  // One for every plaintext: even vectors do not show how to use one twice.
  const ephemeral = hpkeKeys(suite, `the hub, ephemeral for ${createHash('sha256').update(plaintext).digest('hex')}`)
  return { plaintext, ephemeral, sealed: sealFrom(suite, ephemeral, receiverKey, info, manner.aad ?? none, plaintext) }
}

function pendingRemoval(group: Group): MLSMessage {
  const { message } = hubProposal(group, { proposal_type: proposalTypes.remove, removed: 1 })
  return { version: 1, wire_format: wireFormats.mls_public_message, public_message: message }
}

function receiverKeys(suite: number, receiver: string): KeyPair {
  return hpkeKeys(suite, `${receiver}, group info`)
}

type About = Pick<EncryptionCase, 'id' | 'comment'> & Partial<Pick<EncryptionCase, 'flags' | 'result' | 'repair'>>

function caseOf(group: Group, { plaintext, sealed, ephemeral }: SealedGroupInfo, about: About): EncryptionCase {
  const { suite, aliceKeys, epochSecret } = group
  const { id, comment, flags = [], result = 'valid', repair } = about
  const keys = receiverKeys(suite, carol)
  const context = utf8.encode(room)
  const valid = result === 'valid'
  return {
    id: `suite-${suite}.${id}`,
    comment,
    flags,
    result,
    suite,
    publicKey: hexText(keys.publicKey),
    privateKey: privateHex(keys),
    ephemeralPrivateKey: privateHex(ephemeral),
    label: groupInfoEncryptionLabel,
    context: hexText(context),
    aad: '',
    struct: 'GroupInfoRatchetTreeTBE',
    plaintext: hexText(plaintext),
    ...(valid && {
      value: toJson(GroupInfoRatchetTreeTBE['06'], decode(GroupInfoRatchetTreeTBE['06'], plaintext)),
      keys: { groupInfoSignerPrivateKey: privateHex(aliceKeys), epochSecret: hexText(epochSecret) },
    }),
    kemOutput: hexText(sealed.kem_output),
    ciphertext: hexText(sealed.ciphertext),
    ...(valid && {
      intermediate: {
        encryptContext: hexText(encryptContext(groupInfoEncryptionLabel, context)),
        sharedSecret: hexText(sealed.shared_secret),
        key: hexText(sealed.key),
        baseNonce: hexText(sealed.base_nonce),
      },
    }),
    ...(repair && { repair }),
  }
}

export function groupInfoEncryption(): EncryptionFile {
  return {
    format: 'mimicry-crypto-vectors/1',
    drafts: ['06'],
    object: 'GroupInfoRatchetTreeTBE',
    operation: 'encryption',
    sections: ['mimi-protocol-06, 5.6', 'RFC 9420, 5.1.3', 'RFC 9180, 6.1'],
    notes: {
      OtherInfo: 'Sealed with another label or context. The repair is that.',
      ContextForm:
        'The draft gives room_id as context and does not say whether that is its octets, or its field with the length header. The repair is the latter; reading R-W19 takes the octets.',
      OtherReceiver: 'Sealed for somebody else. The repair is that somebody’s key.',
      OtherSuite: 'Sealed with the algorithms of another suite. The repair is that suite.',
      AuthenticatedData: 'Sealed with authenticated data, where EncryptWithLabel has none. The repair is that data.',
      Altered: 'A genuine ciphertext, altered. The repair is the genuine one.',
    },
    cases: [
      ...supportedSuites.map((suite) => {
        const group = groupOf('06', suite)
        return caseOf(group, sealedGroupInfo(group), { id: 'genuine', comment: 'a group of two, no pending proposals' })
      }),
      ...suitesInDepth.map((suite) => {
        const group = groupOf('06', suite)
        const comment =
          'the hub’s proposal to remove Bob is pending, accepted at a time in milliseconds (reading R-W37)'
        return caseOf(group, sealedGroupInfo(group, {}, true), { id: 'pending-proposal', comment })
      }),
      ...suitesInDepth.flatMap(forged),
    ],
  }
}

function forged(suite: number): EncryptionCase[] {
  const group = groupOf('06', suite)
  const right = sealedGroupInfo(group)
  const { kem_output, ciphertext } = right.sealed
  const about = (id: string, flag: string, comment: string, repair: EncryptionRepair): About => {
    return { id, comment, flags: [flag], result: 'invalid', repair }
  }
  const sealed = (manner: Partial<Manner>, told: About) => caseOf(group, sealedGroupInfo(group, manner), told)
  const altered = (id: string, comment: string, made: Partial<Sealing>) =>
    caseOf(
      group,
      { ...right, sealed: { ...right.sealed, ...made } },
      about(id, 'Altered', comment, { kemOutput: hexText(kem_output), ciphertext: hexText(ciphertext) }),
    )
  const label = groupInfoEncryptionLabel
  const context = utf8.encode(room)
  const otherLabel = (id: string, comment: string, made: string) =>
    sealed({ info: encryptContext(made, context) }, about(id, 'OtherInfo', comment, { label: made }))
  const otherContext = (id: string, comment: string, made: Uint8Array) =>
    sealed({ info: encryptContext(label, made) }, about(id, 'OtherInfo', comment, { context: hexText(made) }))
  const prefixed = encode(opaque, context)
  const unprefixed = encode(EncryptContext, { label: utf8.encode(label), context })
  const stranger = receiverKeys(suite, mallory)
  const strangersKeys = { publicKey: hexText(stranger.publicKey), privateKey: privateHex(stranger) }
  return [
    otherLabel('wrong-label', 'sealed as if it were a Welcome', 'Welcome'),
    otherContext('other-room', 'another room’s URI as context', utf8.encode(otherRoom)),
    otherContext('no-context', 'no context', none),
    sealed(
      { info: unprefixed },
      about('no-prefix', 'OtherInfo', 'the label lacks `MLS 1.0 `', { encryptContext: hexText(unprefixed) }),
    ),
    sealed(
      { info: context },
      about('bare-info', 'OtherInfo', 'room_id itself as info, in no EncryptContext', {
        encryptContext: hexText(context),
      }),
    ),
    sealed(
      { info: encryptContext(label, prefixed) },
      {
        ...about('context-with-length', 'ContextForm', 'room_id with its length header as context', {
          context: hexText(prefixed),
        }),
        result: 'ambiguous',
      },
    ),
    sealed(
      { aad: context },
      about('room-as-aad', 'AuthenticatedData', 'room_id as authenticated data, too', { aad: hexText(context) }),
    ),
    sealed({ receiver: mallory }, about('other-receiver', 'OtherReceiver', 'sealed for Mallory’s key', strangersKeys)),
    ...(relatives[suite] ?? []).map((relative) =>
      sealed(
        { suite: relative },
        about('other-suite', 'OtherSuite', `sealed in suite ${relative}, which has the same KEM`, { suite: relative }),
      ),
    ),
    altered('ciphertext-bit', 'a bit of the ciphertext is flipped', { ciphertext: flipped(ciphertext) }),
    altered('tag-bit', 'a bit of the AEAD’s tag is flipped', {
      ciphertext: flipped(ciphertext, ciphertext.length - 1),
    }),
    altered('tag-truncated', 'the last octet of the tag is missing', { ciphertext: ciphertext.subarray(0, -1) }),
    altered('ciphertext-extended', 'an octet follows the tag', { ciphertext: Uint8Array.of(...ciphertext, 0) }),
    altered('ciphertext-empty', 'there is no ciphertext', { ciphertext: none }),
    altered('kem-output-bit', 'a bit of kem_output is flipped', {
      kem_output: flipped(kem_output, kem_output.length - 1),
    }),
    altered('kem-output-truncated', 'the last octet of kem_output is missing', {
      kem_output: kem_output.subarray(0, -1),
    }),
    altered('swapped', 'kem_output and ciphertext have changed places', {
      kem_output: ciphertext,
      ciphertext: kem_output,
    }),
  ]
}

/** Suites with the same KEM, and so the same keys, but another AEAD. */
const relatives: Readonly<Record<number, readonly number[]>> = { 1: [3] }
