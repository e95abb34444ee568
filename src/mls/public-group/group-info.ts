/** Whether a GroupInfo is of a state, and making one from its parts (RFC 9420, 12.4.3; mahy-mls-ratchet-tree-options-03). */
import { encode } from '../../codec/index.js'
import { verifyWithLabel } from '../sign.js'
import { leafAt, type Tree } from '../tree/index.js'
import { extensionData, repeatedExtension } from '../wire/extensions.js'
import { GroupContext } from '../wire/group-context.js'
import { type GroupInfo, GroupInfoTBS } from '../wire/group-info.js'
import type { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { extensionTypes } from '../wire/registries.js'
import { PublicGroupError } from './error.js'
import type { State } from './state.js'

/** The signature by the key of the signer's leaf (12.4.3). @throws PublicGroupError with code group-info-signature */
export function verifyGroupInfo(tree: Tree, groupInfo: GroupInfo): void {
  const { signer, signature, group_context } = groupInfo
  const leaf = leafAt(tree, signer)
  if (!leaf) {
    throw new PublicGroupError('group-info-signature', 'signer', '12.4.3.1', `no member has leaf index ${signer}`)
  }
  const signed = encode(GroupInfoTBS, groupInfo)
  if (verifyWithLabel(group_context.cipher_suite, leaf.signature_key, 'GroupInfoTBS', signed, signature)) return
  const what = `it does not verify with the signature_key of leaf ${signer}`
  throw new PublicGroupError('group-info-signature', 'signature', '12.4.3.1', what)
}

/** @throws PublicGroupError with code group-info, or group-info-signature */
export function checkGroupInfo(state: State, groupInfo: GroupInfo): void {
  checkContext(state.group_context, groupInfo.group_context)
  const repeated = repeatedExtension(groupInfo.extensions)
  if (repeated !== null) throw wrong('extensions', '13.4', `type ${repeated} stands there twice`)
  if (extensionData(groupInfo.extensions, extensionTypes.ratchet_tree)) {
    throw wrong('extensions', '12.4.3.3', 'the ratchet tree stands beside the GroupInfo, not in it')
  }
  if (Buffer.compare(state.confirmation_tag, groupInfo.confirmation_tag) !== 0) {
    throw wrong('confirmation_tag', '12.4.3', 'expected that of the commit which began the epoch')
  }
  verifyGroupInfo(state.tree, groupInfo)
}

function checkContext(expected: GroupContext, got: GroupContext): void {
  if (Buffer.compare(encode(GroupContext, expected), encode(GroupContext, got)) === 0) return
  const at = (field: string) => `group_context.${field}`
  for (const field of ['cipher_suite', 'epoch'] as const) {
    if (expected[field] !== got[field]) throw wrong(at(field), '8.1', `expected ${expected[field]}, got ${got[field]}`)
  }
  for (const field of ['group_id', 'tree_hash', 'confirmed_transcript_hash'] as const) {
    if (Buffer.compare(expected[field], got[field]) !== 0) {
      throw wrong(at(field), '8.1', `expected ${hex(expected[field])}, got ${hex(got[field])}`)
    }
  }
  throw wrong(at('extensions'), '8.1', "they are not the group's")
}

/** The GroupInfo of a state that a PartialGroupInfo completes; verified. @throws PublicGroupError */
export function completed(
  state: State,
  { ratchet_tree_presence, group_info_extensions, signature }: PartialGroupInfo,
  confirmation_tag: Uint8Array,
  signer: number,
): GroupInfo {
  if (ratchet_tree_presence !== 'no_ratchet_tree') {
    const what = `expected no_ratchet_tree, for the tree stands beside the GroupInfo, got ${ratchet_tree_presence}`
    throw wrong('ratchet_tree_presence', 'mahy-mls-ratchet-tree-options-03, 4', what)
  }
  const { group_context } = state
  const groupInfo = { group_context, extensions: group_info_extensions, confirmation_tag, signer, signature }
  checkGroupInfo(state, groupInfo)
  return groupInfo
}

function wrong(path: string, section: string, what: string): PublicGroupError {
  return new PublicGroupError('group-info', path, section, what)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
