import { describe, expect, it } from 'vitest'
import { encode } from '../../codec/index.js'
import { basicCredential } from '../credential.js'
import { generateSignatureKeys } from '../sign.js'
import { ExternalSenders } from '../wire/group-info.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { extensionTypes } from '../wire/registries.js'
import { type ForgedCommit, forgeGroup, forgeMessage } from './test-forge.js'
import {
  add,
  appDataUpdate,
  bundles,
  devices,
  extension,
  externalInit,
  fault,
  group,
  groupOf,
  proposed,
  psk,
  reInit,
  remove,
  replacing,
  selfRemove,
  staged,
  update,
} from './test-proposals.js'
import { bundleOf, device, faultOf } from './test-rig.js'

describe('external commits (12.2, 12.4.3.2)', () => {
  const joiner = device('06', 'joiner')
  const join = (byValue: Proposal[], byReference: PublicMessage[] = []) =>
    fault({ byValue, byReference }, group, joiner)

  it('hold one ExternalInit, and what a joiner may send', () => {
    expect(join([externalInit])).toBe('none')
    expect(join([])).toEqual(['proposal-list', '12.2', 0])
    expect(join([externalInit, externalInit])).toEqual(['proposal-list', '12.2', 0])
    expect(join([externalInit, psk(1)])).toBe('none')
    expect(join([externalInit, appDataUpdate(0x22)])).toBe('none')
    expect(join([externalInit, add()])).toEqual(['proposal-list', '12.2', 0])
    expect(join([externalInit, replacing()])).toEqual(['proposal-list', '12.2', 0])
    expect(join([externalInit, reInit()])).toEqual(['proposal-list', '12.2', 0])
    expect(join([externalInit, remove(1)])).toBe('none')
    expect(join([externalInit, remove(1), remove(2)])).toEqual(['proposal-list', '12.2', 0])
  })

  it('refer to SelfRemoves and to nothing else (mls-extensions-09, 6.3)', () => {
    expect(join([externalInit], [proposed(1, selfRemove)])).toBe('none')
    expect(join([externalInit], [proposed(1, selfRemove), proposed(2, selfRemove)])).toBe('none')
    expect(join([externalInit], [proposed(1, remove(2))])).toEqual(['proposal-list', '12.4.3.2', 1])
    expect(join([externalInit], [proposed(1, appDataUpdate(1))])).toEqual(['proposal-list', '12.4.3.2', 1])
    expect(join([externalInit, selfRemove])).toEqual(['proposal', 'mls-extensions-09, 6.3', 0])
  })

  it('must have a path, signed by its leaf', () => {
    const forged = { byValue: [externalInit], path: false }
    expect(fault(forged, group, joiner)).toEqual(['path', '12.4.3.2', 0])
  })

  it('put the joiner on the leftmost blank leaf, after what it removes', () => {
    const atEnd = staged({ byValue: [externalInit] }, group, joiner)
    expect(atEnd).toMatchObject({ external: true, added: [], committerLeaf: { leaf_index: 5 } })
    const inPlace = staged({ byValue: [externalInit, remove(2)] }, group, joiner)
    expect(inPlace).toMatchObject({ external: true, committerLeaf: { leaf_index: 2 }, removed: [{ leaf_index: 2 }] })
  })

  it('join a group that is full, and one whose only member was the joiner', () => {
    const full = forgeGroup('06', bundles['06'].slice(0, 4))
    expect(staged({ byValue: [externalInit] }, full, joiner).committerLeaf.leaf_index).toBe(4)
    const single = forgeGroup('06', bundles['06'].slice(0, 1))
    const [alice] = devices['06']
    if (!alice) throw new Error('no alice')
    const { committerLeaf, next } = staged({ byValue: [externalInit, remove(0)] }, single, alice)
    expect(committerLeaf.leaf_index).toBe(0)
    expect(next.ratchetTree).toHaveLength(1)
  })

  it('bring no client that is in the group already', () => {
    const [, bob] = devices['06']
    if (!bob) throw new Error('no bob')
    expect(fault({ byValue: [externalInit] }, group, bob)).toEqual(['leaf', '7.3', 0])
    expect(fault({ byValue: [externalInit, remove(1)] }, group, bob)).toBe('none')
    const { encryption_key } = group.follower.member(1) ?? bundleOf(bob).keyPackage.leaf_node
    const oldKey: ForgedCommit['leaf'] = (leaf) => ({ ...leaf, encryption_key })
    expect(fault({ byValue: [externalInit, remove(1)], leaf: oldKey }, group, bob)).toEqual(['leaf', '12.4.2', 0])
  })
})

describe('external senders (12.1.8)', () => {
  const keys = generateSignatureKeys(1)
  const credential = basicCredential('mimi://b.example/')
  const other = generateSignatureKeys(1).publicKey
  const senders = encode(ExternalSenders, [
    { signature_key: other, credential },
    { signature_key: keys.publicKey, credential },
  ])
  const within = groupOf('06', [extension(extensionTypes.external_senders, senders)])
  const from = (sender_index: number, proposal: Proposal) =>
    forgeMessage(within, { sender: { sender_type: 'external', sender_index }, keys }, { proposal })

  it('are counted in the list, and their proposals can be committed', () => {
    expect(within.follower.externalSenders.map(({ signature_key }) => signature_key)).toEqual([other, keys.publicKey])
    expect(fault({ byReference: [from(1, remove(2))] }, within)).toBe('none')
    expect(fault({ byReference: [from(0, remove(2))] }, within)).toEqual(['signature', '6.1', 1])
  })

  it('send no more than they may', () => {
    const verified = (message: PublicMessage) => faultOf(() => within.follower.verify(message))
    for (const proposal of [remove(2), add(), psk(1), reInit(), replacing(), appDataUpdate(1)]) {
      expect(verified(from(1, proposal))).toBe('none')
    }
    for (const proposal of [update(within, 1), selfRemove, externalInit]) {
      expect(verified(from(1, proposal))).toMatchObject({ code: 'sender', section: '12.1.8' })
    }
    expect(verified(from(2, remove(2)))).toMatchObject({ code: 'sender', path: 'content.sender.sender_index' })
    expect(verified(from(0xffffffff, remove(2)))).toMatchObject({ code: 'sender' })
  })
})
