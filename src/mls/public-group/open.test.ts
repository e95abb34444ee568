import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode, tryDecode } from '../../codec/index.js'
import { bareKeyPackage } from '../artefacts.js'
import { signLeafNode } from '../key-package-bundle.js'
import { PublicGroup } from '../public-group.js'
import type { GroupInfo } from '../wire/group-info.js'
import type { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { type Node, type ParentNode, RatchetTree } from '../wire/ratchet-tree.js'
import { extensionTypes } from '../wire/registries.js'
import { type ForgedGroup, forgeGroup, forgeTree, resignGroupInfo } from './test-forge.js'
import { add, bundles, extension, group, groupOf, remove, requiring, staged } from './test-proposals.js'
import { bundleOf, device, faultOf } from './test-rig.js'
import { mostLeaves } from './tree-rules.js'

/** With set nodes, one leaf unmerged at some of them, and a blank leaf. */
const first = staged({ byValue: [add(bundleOf(device('06', 'frank')).keyPackage)] })
const second = staged({ byValue: [remove(3)] }, { ...group, follower: first.next }, 4)
const third = staged(
  { byValue: [add(bundleOf(device('06', 'grace')).keyPackage), add(bundleOf(device('06', 'heidi')).keyPackage)] },
  { ...group, follower: second.next },
  1,
)
const last = staged(
  { byValue: [add(bundleOf(device('06', 'ivan')).keyPackage)], path: false },
  { ...group, follower: third.next },
  1,
)
const later: ForgedGroup = { ...group, follower: last.next }

const opened = (edit: (tree: RatchetTree) => RatchetTree, within = later) =>
  faultOf(() => PublicGroup.open({ draft: '06', ...forgeTree(within, edit) }))

const parents = later.follower.ratchetTree.flatMap((node, index) => (node?.node_type === 'parent' ? [index] : []))
const at = (index: number, change: (node: Node) => Node | null) => (tree: RatchetTree) =>
  tree.map((node, place) => (place === index && node ? change(node) : node))
const parentAt = (index: number, change: (node: ParentNode) => ParentNode) =>
  at(index, (node) =>
    node.node_type === 'parent' ? { node_type: 'parent', parent_node: change(node.parent_node) } : node,
  )

describe('opening a group (12.4.3.1)', () => {
  it('takes what is right, in any state of the tree', () => {
    expect(parents.length).toBeGreaterThan(2)
    expect(opened((tree) => tree)).toBe('none')
    expect(opened((tree) => tree, group)).toBe('none')
  })

  it.each(parents)('refuses changes of parent node %i', (index) => {
    expect(opened(parentAt(index, (it) => ({ ...it, encryption_key: new Uint8Array(32).fill(7) })))).toMatchObject({
      code: 'parent-hash',
      section: '7.9.2',
    })
    expect(opened(parentAt(index, (it) => ({ ...it, parent_hash: new Uint8Array(32) })))).toMatchObject({
      code: 'parent-hash',
    })
    // Above the root is nothing that would miss it: so it looks after a Remove, too.
    const without = opened(at(index, () => null))
    expect(without === 'none' ? without : without.code).toBe(index === 7 ? 'none' : 'parent-hash')
  })

  it('refuses unmerged leaves that lead nowhere, are left out or are not unmerged', () => {
    const unmerged = (unmerged_leaves: number[]) => opened(parentAt(7, (it) => ({ ...it, unmerged_leaves })))
    const ivan = last.added[0]?.leaf_index ?? 0
    expect(unmerged([ivan])).toBe('none')
    expect(unmerged([])).toMatchObject({ code: 'parent-hash' })
    expect(unmerged([0xffffffff])).toMatchObject({ code: 'malformed-tree' })
    expect(unmerged([0, ivan])).toMatchObject({ code: 'malformed-tree', section: '12.4.3.1' })
    expect(unmerged([15])).toMatchObject({ code: 'malformed-tree', section: '7.1' })
  })

  it('refuses trees of another form', () => {
    expect(opened((tree) => [...tree, null])).toMatchObject({ code: 'malformed-tree' })
    const wide = (tree: RatchetTree) => [...tree, ...Array<null>(2 * mostLeaves).fill(null), tree[0] ?? null]
    const state = { ...forgeTree(later, (tree) => tree), ratchetTree: wide(later.follower.ratchetTree) }
    expect(faultOf(() => PublicGroup.open({ draft: '06', ...state }))).toMatchObject({ code: 'size' })
    expect(opened((tree) => tree.slice(1))).toMatchObject({ code: 'malformed-tree' })
    const empty = () => PublicGroup.open({ draft: '06', ...forgeTree(later, (tree) => tree), ratchetTree: [] })
    expect(faultOf(empty)).toMatchObject({ code: 'malformed-tree' })
  })

  it('refuses a tree that is not the one of the GroupInfo', () => {
    const { groupInfo } = forgeTree(later, (tree) => tree)
    const { ratchetTree } = forgeTree(group, (tree) => tree)
    expect(faultOf(() => PublicGroup.open({ draft: '06', groupInfo, ratchetTree }))).toMatchObject({
      code: 'tree-hash',
    })
  })

  it('refuses leaves that are not signed for their place', () => {
    const swapped = (tree: RatchetTree) => tree.with(2, tree[8] ?? null).with(8, tree[2] ?? null)
    const { next } = staged({}, group, 4)
    const within = { ...group, follower: next }
    expect(opened((tree) => tree, within)).toBe('none')
    expect(opened(swapped, within)).not.toBe('none')
    const unsigned = at(2, (node) =>
      node.node_type === 'leaf' ? { ...node, leaf_node: { ...node.leaf_node, signature: new Uint8Array(64) } } : node,
    )
    expect(opened(unsigned, group)).toMatchObject({ code: 'leaf', path: 'ratchet_tree[2].leaf_node.signature' })
  })

  it('refuses members that share a key', () => {
    const [alice, bob] = bundles['06']
    if (!alice || !bob) throw new Error('no members')
    const twice = (tree: RatchetTree) => tree.with(2, tree[0] ?? null)
    expect(opened(twice, group)).toMatchObject({ code: 'leaf', section: '12.4.3.1' })
    const { leaf_node } = alice.keyPackage
    if (leaf_node.leaf_node_source !== 'key_package') throw new Error('unexpected leaf')
    const { encryption_key } = bob.keyPackage.leaf_node
    const again = signLeafNode(1, alice.signatureKeys, { ...leaf_node, encryption_key })
    expect(opened((tree) => tree.with(2, { node_type: 'leaf', leaf_node: again }), group)).toMatchObject({
      code: 'leaf',
      path: 'ratchet_tree[2].leaf_node.signature_key',
      section: '7.3',
    })
  })

  it('refuses members that lack what the GroupContext asks for (7.3, 13.4)', () => {
    const bare = bareKeyPackage(device('06', 'bare'))
    const required = requiring({ proposal_types: [8] })
    const dictionary = extension(extensionTypes.app_data_dictionary, Uint8Array.of(0))
    const faults = [[], [required], [dictionary]].map((extensions) =>
      faultOf(() => forgeGroup('06', [...bundles['06'], bare], extensions)),
    )
    expect(faults).toMatchObject(['none', { code: 'leaf', section: '7.3' }, { code: 'leaf', section: '13.4' }])
    expect(faultOf(() => groupOf('06', [required, dictionary]))).toBe('none')
  })

  it('refuses a GroupContext that cannot be read', () => {
    const unreadable = extension(extensionTypes.external_senders, Uint8Array.of(1))
    expect(faultOf(() => groupOf('06', [unreadable]))).toMatchObject({ code: 'extensions', section: '12.1.8.1' })
    const twice = [extension(0xf0a1), extension(0xf0a1)]
    expect(faultOf(() => groupOf('06', twice))).toMatchObject({ code: 'extensions', section: '13.4' })
  })

  const { groupInfo, ratchetTree } = forgeTree(later, (tree) => tree)
  const openedAs = (changed: GroupInfo) =>
    faultOf(() => PublicGroup.open({ draft: '06', groupInfo: changed, ratchetTree }))

  it('refuses a GroupInfo by nobody, by another or in no suite', () => {
    expect(openedAs({ ...groupInfo, signer: 6 })).toMatchObject({ code: 'group-info-signature', path: 'signature' })
    expect(openedAs({ ...groupInfo, signer: 0xffffffff })).toMatchObject({
      code: 'group-info-signature',
      path: 'signer',
    })
    const { group_context } = groupInfo
    expect(openedAs({ ...groupInfo, group_context: { ...group_context, cipher_suite: 0x0a0a } })).toMatchObject({
      code: 'suite',
    })
    expect(openedAs({ ...groupInfo, group_context: { ...group_context, epoch: 99n } })).toMatchObject({
      code: 'group-info-signature',
    })
  })

  it('answers whatever tree with a PublicGroupError, or takes it', () => {
    const bytes = encode(RatchetTree, later.follower.ratchetTree)
    const mutation = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) })
    let read = 0
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const changed = Uint8Array.from(bytes)
        for (const { at: index, value } of mutations) changed[index] = value
        const tree = tryDecode(RatchetTree, changed)
        if (!tree.ok) return
        read++
        const info = faultOf(() => PublicGroup.open({ draft: '06', groupInfo, ratchetTree: tree.value }))
        const unchanged = Buffer.compare(changed, bytes) === 0
        expect(info === 'none').toBe(unchanged)
        // With the hash of the changed tree, so that the tree itself is judged.
        faultOf(() => PublicGroup.open({ draft: '06', ...forgeTree(later, () => tree.value) }))
      }),
      { numRuns: 150 },
    )
    expect(read).toBeGreaterThan(20)
  })
})

describe('a GroupInfo of an epoch', () => {
  const { follower, keys } = later
  const right = resignGroupInfo(keys, {
    group_context: follower.context,
    extensions: [],
    confirmation_tag: follower.confirmationTag,
    signer: 0,
    signature: new Uint8Array(),
  })
  const checked = (groupInfo: GroupInfo) => faultOf(() => follower.checkGroupInfo(groupInfo))
  const inContext = (change: Partial<GroupInfo['group_context']>) =>
    checked(resignGroupInfo(keys, { ...right, group_context: { ...right.group_context, ...change } }))

  it('is known by its context, tag and signature', () => {
    expect(checked(right)).toBe('none')
    expect(inContext({ epoch: follower.epoch + 1n })).toMatchObject({ code: 'group-info', path: 'group_context.epoch' })
    expect(inContext({ cipher_suite: 3 })).toMatchObject({ code: 'group-info', path: 'group_context.cipher_suite' })
    for (const field of ['group_id', 'tree_hash', 'confirmed_transcript_hash'] as const) {
      const path = `group_context.${field}`
      expect(inContext({ [field]: Uint8Array.of(1) })).toMatchObject({ code: 'group-info', path })
    }
    expect(inContext({ extensions: [extension(0xf0a1)] })).toMatchObject({ path: 'group_context.extensions' })
    const tagged = resignGroupInfo(keys, { ...right, confirmation_tag: new Uint8Array(31) })
    expect(checked(tagged)).toMatchObject({ code: 'group-info', path: 'confirmation_tag' })
    expect(checked({ ...right, signature: new Uint8Array(64) })).toMatchObject({ code: 'group-info-signature' })
    expect(checked({ ...right, signer: 9 })).toMatchObject({ code: 'group-info-signature', path: 'signer' })
  })

  it('has the tree beside it', () => {
    const tree = extension(extensionTypes.ratchet_tree, encode(RatchetTree, follower.ratchetTree))
    const withTree = resignGroupInfo(keys, { ...right, extensions: [tree] })
    expect(checked(withTree)).toMatchObject({ code: 'group-info', section: '12.4.3.3' })
    const others = resignGroupInfo(keys, { ...right, extensions: [extension(0x1a1a)] })
    expect(checked(others)).toBe('none')
  })

  it('is had from a PartialGroupInfo', () => {
    const partial: PartialGroupInfo = {
      ratchet_tree_presence: 'no_ratchet_tree',
      group_info_extensions: [],
      signature: right.signature,
    }
    const tag = follower.confirmationTag
    expect(follower.groupInfoFrom(partial, tag, 0)).toEqual(right)
    const completed = (changed: Partial<PartialGroupInfo>, signer = 0) =>
      faultOf(() => follower.groupInfoFrom({ ...partial, ...changed }, tag, signer))
    expect(completed({ ratchet_tree_presence: 'present' })).toMatchObject({ path: 'ratchet_tree_presence' })
    expect(completed({ group_info_extensions: [extension(0x1a1a)] })).toMatchObject({ code: 'group-info-signature' })
    expect(completed({}, 1)).toMatchObject({ code: 'group-info-signature' })
  })
})
