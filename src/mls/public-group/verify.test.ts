import { describe, expect, it } from 'vitest'
import { basicCredential } from '../credential.js'
import { generateSignatureKeys } from '../sign.js'
import { ExternalSenders } from '../wire/group-info.js'
import type { FramedContent, Sender } from '../wire/framing.js'
import type { PublicMessage } from '../wire/public-message.js'
import { extensionTypes } from '../wire/registries.js'
import { encode } from '../../codec/index.js'
import { forgeCommit, forgeMessage } from './test-forge.js'
import { add, appDataUpdate, externalInit, extension, group, groupOf, remove, staged } from './test-proposals.js'
import { bundleOf, device, faultOf } from './test-rig.js'

const verified = (message: PublicMessage, within = group) => faultOf(() => within.follower.verify(message))
const proposal = remove(1)
const edited = (edit: (content: FramedContent) => FramedContent) => verified(forgeMessage(group, 2, { proposal }, edit))

describe('verifying messages of members (6.1)', () => {
  it('takes one that is right', () => {
    expect(edited((content) => content)).toBe('none')
  })

  it.each<[string, (content: FramedContent) => FramedContent, object]>([
    ['another group', (it) => ({ ...it, group_id: Uint8Array.of(1) }), { code: 'group-id', path: 'content.group_id' }],
    ['the next epoch', (it) => ({ ...it, epoch: it.epoch + 1n }), { code: 'epoch', path: 'content.epoch' }],
    ['a far epoch', (it) => ({ ...it, epoch: 0xffffffffffffffffn }), { code: 'epoch' }],
    [
      'a blank leaf',
      (it) => ({ ...it, sender: { sender_type: 'member', leaf_index: 5 } }),
      { code: 'sender', path: 'content.sender.leaf_index' },
    ],
    [
      'a leaf outside',
      (it) => ({ ...it, sender: { sender_type: 'member', leaf_index: 0xffffffff } }),
      { code: 'sender' },
    ],
    ['another member', (it) => ({ ...it, sender: { sender_type: 'member', leaf_index: 3 } }), { code: 'signature' }],
    [
      'an application',
      ({ group_id, epoch, sender, authenticated_data }) => ({
        group_id,
        epoch,
        sender,
        authenticated_data,
        content_type: 'application',
        application_data: new Uint8Array(),
      }),
      { code: 'content-type' },
    ],
  ])('refuses one of %s', (_what, edit, expected) => {
    expect(edited(edit)).toMatchObject(expected)
  })

  it('covers all of the content and the GroupContext', () => {
    const { content, auth, ...rest } = forgeMessage(group, 2, { proposal })
    const changed = { ...content, authenticated_data: Uint8Array.of(1) }
    expect(verified({ content: changed, auth, ...rest })).toMatchObject({ code: 'signature' })
    const elsewhere = groupOf('06', [extension(extensionTypes.external_senders, Uint8Array.of(0))])
    expect(verified(forgeMessage(group, 2, { proposal }), elsewhere)).toMatchObject({ code: 'signature' })
    const unreadable = { content, auth: { ...auth, signature: new Uint8Array() }, ...rest }
    expect(verified(unreadable)).toMatchObject({ code: 'signature', path: 'auth.signature' })
  })

  it('knows who was removed, and what was of the epoch before', () => {
    const { next } = staged({ byValue: [proposal] })
    const after = { ...group, follower: next }
    expect(verified(forgeMessage(after, 2, { proposal }), after)).toBe('none')
    expect(verified(forgeMessage(after, 1, { proposal }), after)).toMatchObject({ code: 'sender' })
    expect(verified(forgeMessage(group, 2, { proposal }), after)).toMatchObject({ code: 'epoch' })
    const commit = forgeCommit(group, 0, { byValue: [proposal] })
    expect(faultOf(() => next.stage(commit, []))).toMatchObject({ code: 'epoch' })
  })
})

describe('verifying messages of others (6.1, 12.1.8)', () => {
  const keys = generateSignatureKeys(1)
  const senders = encode(ExternalSenders, [
    { signature_key: keys.publicKey, credential: basicCredential('mimi://b.example/') },
  ])
  const within = groupOf('06', [extension(extensionTypes.external_senders, senders)])
  const newcomer = bundleOf(device('06', 'newcomer'))
  const external: Sender = { sender_type: 'external', sender_index: 0 }
  const newMember: Sender = { sender_type: 'new_member_proposal' }

  it('takes commits of external senders and of new_member_proposal senders for what they are', () => {
    const commit = { proposals: [], path: null }
    for (const sender of [external, newMember]) {
      const message = forgeMessage(within, { sender, keys }, { commit })
      expect(verified(message, within)).toMatchObject({ code: 'content-type' })
    }
  })

  it('takes from newcomers Adds of themselves only', () => {
    const by = (signer: typeof keys, what: Parameters<typeof forgeMessage>[2]) =>
      verified(forgeMessage(within, { sender: newMember, keys: signer }, what), within)
    expect(by(newcomer.signatureKeys, { proposal: add(newcomer.keyPackage) })).toBe('none')
    expect(by(keys, { proposal: add(newcomer.keyPackage) })).toMatchObject({ code: 'signature' })
    expect(by(newcomer.signatureKeys, { proposal })).toMatchObject({ code: 'content-type' })
  })

  it('takes from joiners commits only, signed by the leaf that they bring', () => {
    const joins = forgeCommit(group, device('06', 'joiner'), { byValue: [externalInit] })
    expect(verified(joins)).toBe('none')
    const other = forgeMessage(group, { sender: { sender_type: 'new_member_commit' }, keys }, { proposal })
    expect(verified(other)).toMatchObject({ code: 'content-type' })
    const { content } = joins
    if (content.content_type !== 'commit') throw new Error('expected a commit')
    const { commit } = content
    const stolen = forgeMessage(group, { sender: { sender_type: 'new_member_commit' }, keys }, { commit })
    expect(verified(stolen)).toMatchObject({ code: 'signature' })
  })

  it('stages no proposal, and takes no commit for a proposal', () => {
    const told = forgeMessage(group, 2, { proposal: appDataUpdate(1) })
    expect(faultOf(() => group.follower.stage(told, []))).toMatchObject({ code: 'content-type', section: '12.4' })
    const commit = forgeCommit(group, 0, {})
    expect(faultOf(() => group.follower.verifyProposal(commit))).toMatchObject({ code: 'content-type' })
  })
})
