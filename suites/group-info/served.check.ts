import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import { encode } from '../../src/codec/index.js'
import { treeDefect } from '../../src/mls/hostile.js'
import { verifyWithLabel } from '../../src/mls/sign.js'
import { treeHash } from '../../src/mls/tree/index.js'
import { extensionTypes, GroupContext, GroupInfoTBS } from '../../src/mls/wire/index.js'
import { fetched, hosted, withNewcomer } from './asking.js'

/** What the hub serves after the room's group has moved on, by commits of the target's users and of others. */
async function served(context: CheckContext) {
  const { room, user, newcomer } = await withNewcomer(context, { epochs: 1 })
  await room.update(room.client(user))
  await room.update(room.client(user))
  return { room, ...(await fetched(context, room, { as: newcomer })) }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const epoch = check({
  ...hosted,
  id: 'group-info.current.epoch',
  title: 'The group info is that of the current epoch',
  requirements: ['MIMI-GRP-010'],
  fails: 'After two commits the GroupContext that is served is not that of the epoch they have led to.',
  async run(context) {
    const { room, answer, opened } = await served(context)
    context.that(opened.epoch === room.epoch, {
      expected: `the group info of epoch ${room.epoch}`,
      actual: `that of epoch ${opened.epoch}`,
      exchange: answer,
    })
    if (opened.epoch !== room.epoch) return
    const [actual, expected] = [opened.context, room.context].map((each) => hex(encode(GroupContext, each)))
    context.that(actual === expected, {
      expected: `the GroupContext of epoch ${room.epoch} as its members have it: ${expected}`,
      actual: actual ?? '',
      exchange: answer,
    })
  },
})

const tree = check({
  ...hosted,
  id: 'group-info.current.tree',
  title: 'The group info comes without ratchet_tree extension, and with the tree that it names',
  requirements: ['MIMI-GRP-010'],
  fails: 'The tree is inside of the group info, or the tree beside it has another tree hash.',
  async run(context) {
    const { that, observe } = context
    const { answer, opened } = await served(context)
    const embedded = opened.groupInfo.extensions.some(
      ({ extension_type }) => extension_type === extensionTypes.ratchet_tree,
    )
    that(!embedded, {
      expected: 'no ratchet_tree extension: the tree comes in ratchetTreeOption (5.6)',
      actual: 'the group info has one',
      exchange: answer,
    })
    if (!opened.ratchetTree) return observe('the ratchet tree is referred to, not sent along', answer)
    const defect = treeDefect(opened.ratchetTree)
    that(defect === null, {
      expected: 'a tree in which every index leads somewhere',
      actual: `ratchet_tree ${defect?.what} (RFC 9420, ${defect?.section})`,
      exchange: answer,
    })
    const actual = hex(treeHash(opened.context.cipher_suite, opened.ratchetTree))
    const expected = hex(opened.context.tree_hash)
    that(actual === expected, {
      expected: `a tree with the tree hash of the GroupContext, ${expected}`,
      actual,
      exchange: answer,
    })
  },
})

const signature = check({
  ...hosted,
  id: 'group-info.current.signature',
  title: 'The group info is signed by the member whose leaf it names',
  requirements: ['MIMI-GRP-010'],
  fails: 'The signature of the group info does not verify under the signature key of the leaf `signer`.',
  async run(context) {
    const { that, skip } = context
    const { answer, opened } = await served(context)
    const { groupInfo, ratchetTree } = opened
    if (!ratchetTree) return skip('the ratchet tree is referred to, not sent along')
    const leaf = ratchetTree[2 * groupInfo.signer]
    that(leaf?.node_type === 'leaf' && isSigned(groupInfo, leaf.leaf_node.signature_key), {
      expected: `a signature by leaf ${groupInfo.signer} (RFC 9420, 12.4.3.1)`,
      actual: leaf?.node_type === 'leaf' ? 'it does not verify under that key' : 'there is no such leaf',
      exchange: answer,
    })
  },
})

function isSigned(groupInfo: Awaited<ReturnType<typeof served>>['opened']['groupInfo'], key: Uint8Array): boolean {
  const { signature: value, ...content } = groupInfo
  return verifyWithLabel(content.group_context.cipher_suite, key, 'GroupInfoTBS', encode(GroupInfoTBS, content), value)
}

const partial = check({
  ...hosted,
  id: 'group-info.current.from-partial',
  title: 'The hub completes a PartialGroupInfo to the group info that it serves',
  requirements: ['MIMI-GRP-010'],
  drafts: ['06'],
  fails:
    'After a commit with a PartialGroupInfo the group info that is served is not that of its epoch, or not signed.',
  async run(context) {
    const { that } = context
    const { room, user, newcomer } = await withNewcomer(context)
    const commit = (await room.client(user).change()).partial()
    await room.send(commit).accepted()
    const { answer, opened } = await fetched(context, room, { as: newcomer })
    const { groupInfo, ratchetTree } = opened
    const leaf = ratchetTree?.[2 * groupInfo.signer]
    // Where the tree is referred to, nobody can tell whose leaf it is.
    const signed = !ratchetTree || (leaf?.node_type === 'leaf' && isSigned(groupInfo, leaf.leaf_node.signature_key))
    that(opened.epoch === room.epoch && signed, {
      expected: `the group info of epoch ${room.epoch}, with the signature that its PartialGroupInfo had`,
      actual: `that of epoch ${opened.epoch}, whose signature ${signed ? 'verifies' : 'does not verify'}`,
      exchange: answer,
    })
  },
})

export default [epoch, tree, signature, partial]
