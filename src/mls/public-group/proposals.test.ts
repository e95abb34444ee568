import { describe, expect, it } from 'vitest'
import { encode } from '../../codec/index.js'
import { ExternalSenders } from '../wire/group-info.js'
import type { Proposal } from '../wire/proposal.js'
import type { PublicMessage } from '../wire/public-message.js'
import { forgeCommit, type ForgedGroup } from './test-forge.js'
import {
  add,
  appDataUpdate,
  extension,
  fault,
  group,
  proposed,
  psk,
  reInit,
  remove,
  replacing,
  staged,
  update,
} from './test-proposals.js'
import { bundleOf, device, faultOf, groupId } from './test-rig.js'

describe('proposals by themselves (12.1)', () => {
  const joining = bundleOf(device('06', 'newcomer'))
  const hour = 3600
  const now = Math.floor(Date.now() / 1000)
  const [late] = device('06', 'late').keyPackages(1, { notBefore: now - 2 * hour, notAfter: now - hour })
  const [twin] = device('06', 'late').keyPackages(1, { notBefore: now - 2 * hour, notAfter: now + hour })
  const otherSuite = bundleOf(device('06', 'other', 2)).keyPackage
  if (!late || !twin) throw new Error('no key packages')

  it.each<[string, Proposal, Proposal, unknown[]]>([
    ['an expired key package', add(late.keyPackage), add(twin.keyPackage), ['proposal', '7.3', 0]],
    [
      'a key package with another signature',
      add({ ...joining.keyPackage, signature: twin.keyPackage.signature }),
      add(joining.keyPackage),
      ['proposal', '10.1', 0],
    ],
    ['a key package of another suite', add(otherSuite), add(joining.keyPackage), ['proposal', '10.1', 0]],
    ['the removal of a blank leaf', remove(5), remove(4), ['proposal', '12.1.3', 0]],
    ['the removal of a leaf outside', remove(0xffffffff), remove(4), ['proposal', '12.1.3', 0]],
    ['a short psk_nonce', psk(1, 31), psk(1), ['proposal', '12.1.4', 0]],
    ['a ReInit to an older version', reInit(0), reInit(), ['proposal', '12.1.5', 0]],
    [
      'extensions with one type twice',
      replacing(extension(5, encode(ExternalSenders, [])), extension(5, encode(ExternalSenders, []))),
      replacing(extension(5, encode(ExternalSenders, []))),
      ['proposal', '13.4', 0],
    ],
    [
      'unreadable external_senders',
      replacing(extension(5, Uint8Array.of(1))),
      replacing(extension(5, Uint8Array.of(0))),
      ['proposal', '12.1.8.1', 0],
    ],
  ])('refuses %s, and takes its twin', (_what, wrong, right, expected) => {
    expect(fault({ byValue: [wrong], path: true })).toEqual(expected)
    expect(fault({ byValue: [right], path: true })).toBe('none')
    const message = proposed(1, wrong)
    const alone = faultOf(() => group.follower.verifyProposal(message))
    expect(alone).toMatchObject({ code: 'proposal', section: expected[1], refs: [group.follower.proposalRef(message)] })
    expect(faultOf(() => group.follower.verifyProposal(proposed(1, right)))).toBe('none')
  })

  it('refuses resumption PSKs that found other groups', () => {
    const resumption = (usage: 'application' | 'branch' | 'reinit'): Proposal => ({
      proposal_type: 4,
      psk: { psktype: 'resumption', usage, psk_group_id: groupId, psk_epoch: 0n, psk_nonce: new Uint8Array(32) },
    })
    expect(fault({ byValue: [resumption('branch')] })).toEqual(['proposal', '12.1.4', 0])
    expect(fault({ byValue: [resumption('reinit')] })).toEqual(['proposal', '12.1.4', 0])
    expect(fault({ byValue: [resumption('application')] })).toBe('none')
  })

  it('refuses Updates that are wrong in one way, and takes one that is right', () => {
    const wrong = (proposal: Proposal) => fault({ byReference: [proposed(1, proposal)] })
    const { encryption_key } = group.follower.member(1) ?? bundleOf(device('06', 'x')).keyPackage.leaf_node
    const fromKeyPackage = joining.keyPackage.leaf_node
    expect(wrong(update(group, 1))).toBe('none')
    expect(wrong(update(group, 1, { encryption_key }))).toEqual(['proposal', '7.3', 1])
    expect(wrong(update(group, 1, {}, 2))).toEqual(['proposal', '7.3', 1])
    expect(wrong(update(group, 1, { encryption_key: new Uint8Array(31) }))).toEqual(['proposal', '5.1.1', 1])
    expect(wrong(update(group, 1, { extensions: [extension(0xf0a1)] }))).toEqual(['proposal', '7.3', 1])
    expect(wrong({ proposal_type: 2, leaf_node: fromKeyPackage })).toEqual(['proposal', '7.3', 1])
  })
})

describe('references (12.4)', () => {
  it('must lead to a pending proposal of this epoch', () => {
    const message = proposed(1, appDataUpdate(1))
    const commit = forgeCommit(group, 0, { byReference: [message], path: false })
    const ref = group.follower.proposalRef(message)
    expect(faultOf(() => group.follower.stage(commit, [message]))).toBe('none')
    expect(faultOf(() => group.follower.stage(commit, []))).toMatchObject({ code: 'reference', refs: [ref] })
    const other = proposed(1, appDataUpdate(2))
    expect(faultOf(() => group.follower.stage(commit, [other]))).toMatchObject({ code: 'reference', refs: [ref] })
  })

  it('must lead to a proposal that verifies', () => {
    const { content, auth } = proposed(1, appDataUpdate(1))
    const broken: PublicMessage = {
      content,
      auth: { ...auth, signature: new Uint8Array(64) },
      membership_tag: new Uint8Array(32),
    }
    expect(fault({ byReference: [broken], path: false })).toEqual(['signature', '6.1', 1])
  })

  it('tell who proposed what, in the order of the commit', () => {
    const first = proposed(2, remove(4))
    const second = proposed(1, update(group, 1))
    const { proposals, removed, updated, committerLeaf, next } = staged({ byReference: [first, second] })
    expect(proposals.map(({ sender, message }) => [sender, message])).toEqual([
      [{ sender_type: 'member', leaf_index: 2 }, first],
      [{ sender_type: 'member', leaf_index: 1 }, second],
    ])
    expect(removed).toEqual([{ leaf_index: 4, leaf_node: group.follower.member(4) }])
    expect(updated.map(({ leaf_index }) => leaf_index)).toEqual([1, 0])
    expect(committerLeaf).toEqual({ leaf_index: 0, leaf_node: next.member(0) })
    expect(next.members).toHaveLength(4)
    expect(next.ratchetTree).toHaveLength(7)
  })
})

describe('after a ReInit (12.4.2)', () => {
  it('nothing follows', () => {
    const { next } = staged({ byValue: [reInit()] })
    const ended: ForgedGroup = { ...group, follower: next }
    expect(fault({}, ended)).toEqual(['epoch', '12.4.2', 0])
  })
})
