import { describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { createDevice } from './device.js'
import { externalProposal, newMemberProposal } from './external-proposal.js'
import { generateSignatureKeys, verifyWithLabel } from './sign.js'
import { FramedContent } from './wire/framing.js'
import { MLSMessage } from './wire/message.js'

const groupId = new TextEncoder().encode('mimi://a.example/r/room')

/** What 6.1 has these senders sign: version, wire format and content, and nothing of the group's state. */
function signedPart(draft: Draft, bytes: Uint8Array) {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message)) throw new Error('expected a PublicMessage')
  const { content, auth } = message.public_message
  return { content, auth, tbs: Uint8Array.from([0, 1, 0, 1, ...encode(FramedContent[draft], content)]) }
}

describe.each(drafts)('in draft %s', (draft) => {
  it.each([1, 2, 7])('an external sender signs its proposal without GroupContext, in suite %i', (suite) => {
    const { publicKey, privateKey } = generateSignatureKeys(suite)
    const addressed = { draft, suite, groupId, epoch: 7n, authenticatedData: Uint8Array.of(1) }
    const proposal = { proposal_type: 3, removed: 5 } as const
    const { content, auth, tbs } = signedPart(
      draft,
      externalProposal({ ...addressed, privateKey, senderIndex: 1, proposal }),
    )
    expect(content).toEqual({
      group_id: groupId,
      epoch: 7n,
      sender: { sender_type: 'external', sender_index: 1 },
      authenticated_data: Uint8Array.of(1),
      content_type: 'proposal',
      proposal,
    })
    expect(verifyWithLabel(suite, publicKey, 'FramedContentTBS', tbs, auth.signature)).toBe(true)
    const other = generateSignatureKeys(suite).publicKey
    expect(verifyWithLabel(suite, other, 'FramedContentTBS', tbs, auth.signature)).toBe(false)
  })

  it('a newcomer proposes to add its own key package', () => {
    const device = createDevice({
      draft,
      userUri: 'mimi://b.example/u/bob',
      clientUri: 'mimi://b.example/d/bob/1',
    })
    const [keyPackage] = device.keyPackages(1)
    if (!keyPackage) throw new Error('no key package')
    const { content, auth, tbs } = signedPart(draft, newMemberProposal({ draft, groupId, epoch: 0n, keyPackage }))
    expect(content).toMatchObject({
      sender: { sender_type: 'new_member_proposal' },
      proposal: { proposal_type: 1, key_package: keyPackage.keyPackage },
    })
    const { publicKey } = keyPackage.signatureKeys
    expect(verifyWithLabel(1, publicKey, 'FramedContentTBS', tbs, auth.signature)).toBe(true)
  })
})
