/** The three ways into a group: to create it, to be welcomed, to join by a commit of one's own. */
import { createGroup as createState, joinGroup } from 'ts-mls/clientState.js'
import { joinGroupExternal } from 'ts-mls/createCommit.js'
import { decodeGroupInfo } from 'ts-mls/groupInfo.js'
import { decodeKeyPackage } from 'ts-mls/keyPackage.js'
import { decodeMlsMessage, encodeMlsMessage } from 'ts-mls/message.js'
import { emptyPskIndex } from 'ts-mls/pskIndex.js'
import { decodeRatchetTree, encodeRatchetTree } from 'ts-mls/ratchetTree.js'
import { decode, encode } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import type { Device } from '../device.js'
import { framedContentTBS } from '../framing.js'
import { treeDefect } from '../hostile.js'
import type { KeyPackageBundle } from '../key-package-bundle.js'
import { proposalRef, verifyWithLabel } from '../sign.js'
import { defaultAppRules } from '../wire/app-state.js'
import { AuthenticatedContent } from '../wire/framing.js'
import type { GroupContext } from '../wire/group-context.js'
import { GroupInfo } from '../wire/group-info.js'
import { MLSMessage } from '../wire/message.js'
import { isSelfRemove } from '../wire/proposal.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import { wireFormats } from '../wire/registries.js'
import { convert, toEngineExtension, toEngineProposal } from './convert.js'
import { EngineError, orEngineError } from './error.js'
import { Group } from './group.js'
import { groupInfoOf, partialGroupInfoOf } from './group-info.js'
import { configOf } from './rules.js'
import { engineOf, privateKeysOf } from './suite.js'
import type { ExternalJoin, Invitation, NewGroup, PendingCommit } from './types.js'

/** A new group with the device as its one member, at epoch 0. */
export async function createGroup(device: Device, options: NewGroup): Promise<Group> {
  const { groupId, suite, extensions = [], app = defaultAppRules } = options
  const { draft } = device
  const bundle = keyPackageOf(device, suite)
  const engine = engineOf(bundle.suite)
  const inherited = extensions.map(toEngineExtension)
  const keyPackage = convert(decodeKeyPackage, bundle.bytes)
  const state = await orEngineError('create the group', () =>
    createState(groupId, keyPackage, privateKeysOf(bundle), inherited, engine, configOf(draft, app)),
  )
  return new Group(draft, engine, state)
}

/**
 * Joins by a Welcome whose ratchet tree came beside it.
 * @throws CodecError for malformed bytes, EngineError for a Welcome that is not for this key package or not valid
 */
export async function joinFromWelcome(invitation: Invitation): Promise<Group> {
  const { draft, bundle, welcome, ratchetTree, app = defaultAppRules } = invitation
  decode(MLSMessage[draft], welcome)
  soundTree(ratchetTree)
  const message = convert(decodeMlsMessage, welcome)
  if (message.wireformat !== 'mls_welcome') throw new EngineError(`expected a Welcome, got ${message.wireformat}`)
  const engine = engineOf(bundle.suite)
  const tree = convert(decodeRatchetTree, ratchetTree)
  const keyPackage = convert(decodeKeyPackage, bundle.bytes)
  const config = configOf(draft, app)
  const state = await orEngineError('join', () =>
    joinGroup(message.welcome, keyPackage, privateKeysOf(bundle), emptyPskIndex, engine, tree, undefined, config),
  )
  return new Group(draft, engine, state)
}

/**
 * Joins by an external commit (12.4.3.2).
 * @returns the group in the epoch that the commit begins, of use once the hub has accepted it, and the commit
 * @throws CodecError for malformed bytes, EngineError for a GroupInfo, tree or proposal that is not valid
 */
export async function joinExternally(join: ExternalJoin): Promise<{ group: Group; pending: PendingCommit }> {
  const { device, ratchetTree, proposals = [], replaces, authenticatedData, app = defaultAppRules } = join
  const { draft } = device
  const { group_context } = decode(GroupInfo, join.groupInfo)
  const leaves = soundTree(ratchetTree)
  if (replaces !== undefined && leaves[2 * replaces]?.node_type !== 'leaf') {
    throw new EngineError(`no member has leaf index ${replaces}`)
  }
  const bundle = join.bundle ?? keyPackageOf(device, group_context.cipher_suite)
  const engine = engineOf(group_context.cipher_suite)
  const references = (join.references ?? []).map((bytes) => selfRemoval(draft, group_context, leaves, bytes))
  const { publicMessage, newState } = await orEngineError('join by an external commit', () =>
    joinGroupExternal(
      convert(decodeGroupInfo, join.groupInfo),
      convert(decodeKeyPackage, bundle.bytes),
      privateKeysOf(bundle),
      replaces,
      engine,
      convert(decodeRatchetTree, ratchetTree),
      configOf(draft, app),
      authenticatedData,
      proposals.map((proposal) => toEngineProposal(draft, proposal)),
      references,
    ),
  )
  const groupInfo = await groupInfoOf(newState, engine)
  const pending = {
    commit: encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage }),
    welcome: null,
    groupInfo,
    partialGroupInfo: partialGroupInfoOf(groupInfo),
    ratchetTree: encodeRatchetTree(newState.ratchetTree),
    accepted: () => {},
  }
  return { group: new Group(draft, engine, newState), pending }
}

function keyPackageOf(device: Device, suite: number | undefined): KeyPackageBundle {
  const [bundle] = device.keyPackages(1, { suite })
  if (!bundle) throw new EngineError('the device made no key package for itself')
  return bundle
}

/** @throws EngineError for a tree that must not be walked */
function soundTree(bytes: Uint8Array): RatchetTree {
  const tree = decode(RatchetTree, bytes)
  const defect = treeDefect(tree)
  if (defect) throw new EngineError(`ratchet tree ${defect.what} (${defect.section})`)
  return tree
}

/** A member's SelfRemove as a newcomer may refer to it, who cannot verify its membership_tag (mls-extensions-09, 6.3). */
function selfRemoval(draft: Draft, context: GroupContext, tree: RatchetTree, bytes: Uint8Array) {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message)) throw new EngineError('expected a SelfRemove in a PublicMessage')
  const { content, auth } = message.public_message
  if (content.content_type !== 'proposal' || !isSelfRemove(draft, content.proposal.proposal_type)) {
    throw new EngineError('an external commit refers to SelfRemove proposals only')
  }
  if (content.sender.sender_type !== 'member') throw new EngineError('only a member can propose SelfRemove')
  const senderLeafIndex = content.sender.leaf_index
  const node = tree[2 * senderLeafIndex]
  const signed = framedContentTBS(draft, content, context)
  const current = content.epoch === context.epoch && Buffer.compare(content.group_id, context.group_id) === 0
  const suite = context.cipher_suite
  const key = node?.node_type === 'leaf' ? node.leaf_node.signature_key : null
  if (!key || !current || !verifyWithLabel(suite, key, 'FramedContentTBS', signed, auth.signature)) {
    throw new EngineError(`the SelfRemove of leaf ${senderLeafIndex} is not valid in this epoch`)
  }
  const authenticated = { wire_format: wireFormats.mls_public_message, content, auth }
  return {
    reference: proposalRef(suite, encode(AuthenticatedContent[draft], authenticated)),
    senderLeafIndex,
    proposal: toEngineProposal(draft, content.proposal),
  }
}
