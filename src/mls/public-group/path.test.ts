import { describe, expect, it } from 'vitest'
import { drafts } from '../../drafts/ids.js'
import { generateKeys } from '../keys.js'
import { suiteOf } from '../suites.js'
import type { Proposal } from '../wire/proposal.js'
import { defaultAppRules, withApplicationState } from '../wire/app-state.js'
import { type ForgedCommit, type ForgedGroup } from './test-forge.js'
import {
  add,
  appDataUpdate,
  appSync,
  fault,
  group,
  groupOf,
  proposed,
  psk,
  reInit,
  remove,
  replacing,
  selfRemoveIn,
  staged,
  update,
} from './test-proposals.js'
import { bundleOf, device, groupId } from './test-rig.js'

describe.each(drafts)('who needs a path (12.4, %s)', (draft) => {
  const state = { applicationId: 1, stateType: 'irreducible', state: { element: Uint8Array.of(1) } } as const
  const extensions = draft === '06' ? [] : withApplicationState([], state, defaultAppRules)
  const within = groupOf(draft, extensions)
  const change = draft === '06' ? appDataUpdate(1) : appSync
  const newcomer = add(bundleOf(device(draft, 'newcomer')).keyPackage)

  it.each<[string, Proposal]>([
    ['Add', newcomer],
    ['PreSharedKey', psk(1)],
    ['ReInit', reInit()],
    ['application state', change],
  ])('%s does not', (_what, proposal) => {
    expect(fault({ byValue: [proposal], path: false }, within)).toBe('none')
    expect(fault({ byValue: [proposal], path: true }, within)).toBe('none')
  })

  it.each<[string, ForgedCommit]>([
    ['no proposal', {}],
    ['Remove', { byValue: [remove(1)] }],
    ['GroupContextExtensions', { byValue: [replacing()] }],
    ['Update', { byReference: [proposed(1, update(within, 1), within)] }],
    ['SelfRemove', { byReference: [proposed(1, selfRemoveIn[draft], within)] }],
    ['one of several', { byValue: [newcomer, remove(1)] }],
  ])('%s does', (_what, forged) => {
    expect(fault({ ...forged, path: false }, within)).toEqual(['path', '12.4', 0])
    expect(fault({ ...forged, path: true }, within)).toBe('none')
  })
})

describe('paths (7.5, 7.6, 12.4.2)', () => {
  // The second commit meets nodes that the first one set, with a leaf that is unmerged at them.
  const first = staged({ byValue: [add()] })
  const later: ForgedGroup = { ...group, follower: first.next }
  const fresh = () => generateKeys(suiteOf(1).kem).publicKey

  it.each<[string, ForgedCommit, unknown[]]>([
    ['too few nodes', { path: (path) => ({ ...path, nodes: path.nodes.slice(1) }) }, ['path', '7.6', 0]],
    ['too many nodes', { path: (path) => ({ ...path, nodes: [...path.nodes, ...path.nodes] }) }, ['path', '7.6', 0]],
    [
      'a path secret for nobody',
      {
        path: (path) => ({
          ...path,
          nodes: path.nodes.map((node) => ({
            ...node,
            encrypted_path_secret: [...node.encrypted_path_secret, ...node.encrypted_path_secret],
          })),
        }),
      },
      ['path', '7.6', 0],
    ],
    [
      'another key on a node',
      { path: (path) => ({ ...path, nodes: path.nodes.map((node) => ({ ...node, encryption_key: fresh() })) }) },
      ['parent-hash', '7.9.2', 0],
    ],
    [
      'one key on all nodes',
      {
        path: ({ leaf_node, nodes }) => ({
          leaf_node,
          nodes: nodes.map((node) => ({ ...node, encryption_key: new Uint8Array(32).fill(9) })),
        }),
      },
      ['path', '12.4.2', 0],
    ],
    [
      'a key that is none',
      {
        path: ({ leaf_node, nodes }) => ({
          leaf_node,
          nodes: nodes.map((node) => ({ ...node, encryption_key: new Uint8Array(5) })),
        }),
      },
      ['path', '5.1.1', 0],
    ],
    [
      'another parent hash',
      { leaf: (leaf) => ({ ...leaf, parent_hash: new Uint8Array(32) }) },
      ['parent-hash', '7.9.2', 0],
    ],
    [
      'a leaf of another source',
      {
        leaf: ({ encryption_key, signature_key, credential, capabilities, extensions }) => ({
          encryption_key,
          signature_key,
          credential,
          capabilities,
          extensions,
          leaf_node_source: 'update',
          group_id: groupId,
          leaf_index: 0,
        }),
      },
      ['leaf', '7.3', 0],
    ],
    [
      "the committer's old encryption key",
      {
        leaf: (leaf) => ({ ...leaf, encryption_key: later.follower.member(0)?.encryption_key ?? leaf.encryption_key }),
      },
      ['leaf', '12.4.2', 0],
    ],
    [
      "another member's signature key",
      { leaf: (leaf) => ({ ...leaf, signature_key: later.follower.member(1)?.signature_key ?? leaf.signature_key }) },
      ['leaf', '7.3', 0],
    ],
    [
      'a signature over another leaf index',
      { path: (path) => ({ ...path, leaf_node: { ...path.leaf_node, signature: new Uint8Array(64) } }) },
      ['leaf', '7.3', 0],
    ],
    [
      'a credential type that others do not support',
      {
        leaf: (leaf) => ({ ...leaf, capabilities: { ...leaf.capabilities, credentials: [2] } }),
      },
      ['leaf', '7.3', 0],
    ],
  ])('refuses %s', (_what, forged, expected) => {
    expect(fault(forged, later)).toEqual(expected)
  })

  it('takes paths one after another, with Adds, Removes and truncation', () => {
    const added = staged(
      { byValue: [add(bundleOf(device('06', 'x')).keyPackage), add(bundleOf(device('06', 'y')).keyPackage)] },
      later,
      1,
    )
    expect(added.added.map(({ leaf_index }) => leaf_index)).toEqual([6, 7])
    const halved = staged({ byValue: [4, 5, 6, 7].map(remove) }, { ...group, follower: added.next }, 2)
    expect(halved.next.ratchetTree).toHaveLength(7)
    expect(halved.next.epoch).toBe(3n)
  })

  it('sends no path secret to who is added by the same commit', () => {
    const newcomers = add(bundleOf(device('06', 'x')).keyPackage)
    const excess: ForgedCommit = {
      byValue: [newcomers],
      path: ({ leaf_node, nodes }) => ({
        leaf_node,
        nodes: nodes.map((node) => ({
          ...node,
          encrypted_path_secret: [
            ...node.encrypted_path_secret,
            { kem_output: new Uint8Array(), ciphertext: new Uint8Array() },
          ],
        })),
      }),
    }
    expect(fault({ byValue: [newcomers] }, later)).toBe('none')
    expect(fault(excess, later)).toEqual(['path', '7.6', 0])
  })
})
