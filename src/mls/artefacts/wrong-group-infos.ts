/** GroupInfos that do not belong to the commit beside them; the commit is right (RFC 9420, 12.4.3). */
import { encode } from '../../codec/index.js'
import { hash } from '../sign.js'
import type { GroupContext } from '../wire/group-context.js'
import { extensionTypes } from '../wire/registries.js'
import { RatchetTree } from '../wire/ratchet-tree.js'
import type { ArtefactProblem, WrongUpdate } from './artefact.js'
import { type UpdateEdits } from './forge.js'
import { flipped } from './frame.js'
import { unknownExtension } from './unassigned.js'
import { edited } from './update.js'

export const wrongGroupInfos = {
  groupInfoSignature: signed('the signature is of the right length, and wrong in one bit', {
    groupInfoSignature: flipped,
  }),
  groupInfoLabel: signed(
    'it is signed under the label FramedContentTBS',
    { groupInfoLabel: 'FramedContentTBS' },
    '5.1.2',
  ),
  groupInfoSigner: signed('it names a signer whose leaf is outside the tree', {
    groupInfo: (it, { tree }) => ({ ...it, signer: tree.length + 1 }),
  }),
  groupInfoOfOtherGroup: info(
    'it is of another group',
    context(({ group_id }) => ({ group_id: flipped(group_id) })),
  ),
  groupInfoOfPreviousEpoch: info('it is the valid one of the epoch that the commit ends', {
    groupInfo: (_, { before }) => before,
    groupInfoSignature: (_, { before }) => before.signature,
  }),
  groupInfoOfFutureEpoch: info(
    'its epoch is one too high',
    context(({ epoch }) => ({ epoch: epoch + 1n })),
  ),
  groupInfoSuite: info(
    'it names another cipher suite',
    context(({ cipher_suite }) => ({ cipher_suite: cipher_suite === 1 ? 3 : 1 })),
  ),
  treeHash: info(
    'its tree hash is wrong in one bit',
    context(({ tree_hash }) => ({ tree_hash: flipped(tree_hash) })),
    '7.8',
  ),
  transcriptHash: info(
    'its confirmed transcript hash is not that of the commit',
    context(({ cipher_suite, confirmed_transcript_hash }) => ({
      confirmed_transcript_hash: hash(cipher_suite, confirmed_transcript_hash),
    })),
    '8.2',
  ),
  groupInfoTag: info(
    'its confirmation tag is not that of the commit',
    { groupInfo: (it) => ({ ...it, confirmation_tag: flipped(it.confirmation_tag) }) },
    '12.4.3',
  ),
  contextExtensions: info(
    'its GroupContext has an extension that nobody proposed',
    context(({ extensions }) => ({
      extensions: [...extensions, unknownExtension],
    })),
    '12.1.7',
  ),
  externalPub: info(
    'it has no external_pub, so that nobody can join by it',
    {
      groupInfo: (it) => ({
        ...it,
        extensions: it.extensions.filter(({ extension_type }) => extension_type !== extensionTypes.external_pub),
      }),
    },
    '12.4.3.2',
    'hub',
  ),
  treeInside: info('it has the ratchet tree in it, where the protocol carries it beside', {
    groupInfo: (it, { tree }) => ({
      ...it,
      extensions: [
        ...it.extensions,
        { extension_type: extensionTypes.ratchet_tree, extension_data: encode(RatchetTree, tree) },
      ],
    }),
  }),
} satisfies Record<string, WrongUpdate>

function info(
  what: string,
  edits: UpdateEdits,
  section = '12.4.3',
  problem: ArtefactProblem = 'group-info',
): WrongUpdate {
  return edited({ what: `GroupInfo: ${what}`, section, problem }, edits)
}

function signed(what: string, edits: UpdateEdits, section = '12.4.3'): WrongUpdate {
  return info(what, edits, section, 'group-info-signature')
}

function context(change: (context: GroupContext) => Partial<GroupContext>): UpdateEdits {
  return {
    groupInfo: (it) => ({ ...it, group_context: { ...it.group_context, ...change(it.group_context) } }),
  }
}
