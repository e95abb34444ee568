import { beforeAll, describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { createDevice } from './device.js'
import { createGroup, type Group, joinFromWelcome, type PendingCommit } from './engine.js'
import { treeDefect } from './hostile.js'
import type { KeyPackageBundle } from './key-package-bundle.js'
import { MLSMessage } from './wire/message.js'
import { RatchetTree } from './wire/ratchet-tree.js'

const parent = (unmerged_leaves: number[]): RatchetTree[number] => ({
  node_type: 'parent',
  parent_node: { encryption_key: new Uint8Array(), parent_hash: new Uint8Array(), unmerged_leaves },
})

let group: Group
let bundles: KeyPackageBundle[]
let change: PendingCommit
let tree: RatchetTree

beforeAll(async () => {
  const device = (name: string) => createDevice({ draft: '06', userUri: name, clientUri: name })
  group = await createGroup(device('alice'), { groupId: new Uint8Array(8) })
  bundles = ['bob', 'cathy', 'doug'].flatMap((name) => device(name).keyPackages(1))
  change = await group.add(bundles.map(({ bytes }) => bytes))
  tree = decode(RatchetTree, change.ratchetTree)
})

/** The tree of four leaves with other nodes at some indices. */
const withNodes = (nodes: Record<number, RatchetTree[number]>) => tree.map((node, index) => nodes[index] ?? node)

describe('a tree that leads nowhere', () => {
  it('is told from one that a real group has', () => {
    expect(treeDefect(tree)).toBeNull()
    expect(treeDefect(withNodes({ 3: parent([0, 3]), 1: parent([1]), 5: parent([2, 3]) }))).toBeNull()
  })

  it.each([
    ['empty', () => []],
    ['ends blank', () => [...tree, null]],
    ['parent for a leaf', () => withNodes({ 2: parent([]) })],
    ['leaf for a parent', () => withNodes({ 1: tree[0] ?? null })],
    ['unmerged leaf outside the tree', () => withNodes({ 3: parent([4]) })],
    ['unmerged leaf far outside', () => withNodes({ 3: parent([0xffffffff]) })],
    ['unmerged leaf below another node', () => withNodes({ 5: parent([1]) })],
    [
      'unmerged leaf that is blank',
      () => tree.map((node, index) => (index === 2 ? null : index === 1 ? parent([1]) : node)),
    ],
  ])('%s', async (_, nodes) => {
    const defective = nodes()
    expect(treeDefect(defective)).not.toBeNull()
    const [bundle] = bundles
    if (!bundle || !change.welcome) throw new Error('nobody was invited')
    const invitation = {
      draft: '06' as const,
      bundle,
      welcome: change.welcome,
      ratchetTree: encode(RatchetTree, defective),
    }
    await expect(joinFromWelcome(invitation)).rejects.toThrow(/^ratchet tree /)
  })
})

describe('a handshake message with an index outside the tree', () => {
  function forged(edit: { leaf_index?: number; removed?: number }): Uint8Array {
    const message = decode(MLSMessage['06'], change.commit)
    if (!('public_message' in message)) throw new Error('not a PublicMessage')
    const { content } = message.public_message
    if (content.content_type !== 'commit' || content.sender.sender_type !== 'member') throw new Error('not a commit')
    content.sender.leaf_index = edit.leaf_index ?? content.sender.leaf_index
    content.commit.proposals.push({ type: 'proposal', proposal: { proposal_type: 3, removed: edit.removed ?? 0 } })
    return encode(MLSMessage['06'], message)
  }

  it('is refused before anything is computed, and the group stays as it was', async () => {
    await expect(group.process(forged({ removed: 1 }))).rejects.toThrow('Remove.removed: expected a leaf index below 1')
    await expect(group.process(forged({ leaf_index: 0xffffffff }))).rejects.toThrow('content.sender.leaf_index')
    await expect(group.process(forged({}))).rejects.toThrow(/^cannot process the message/)
    expect(group.epoch).toBe(0n)
  })
})
