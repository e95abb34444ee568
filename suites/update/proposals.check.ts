import type { CheckContext } from '../../src/check/context.js'
import { check } from '../../src/check/define.js'
import { type WrongProposal, wrongProposals } from '../../src/mls/artefacts.js'
import { proposalRef } from '../../src/mls/sign.js'
import { decode, encode } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { AuthenticatedContent, MLSMessage, proposalTypes } from '../../src/mls/wire/index.js'
import { type Answer, describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { hosted, twoPeers } from './rooms.js'

/** Proposals of a member that are wrong by themselves: what a hub can see of them. */
async function refusesProposals(context: CheckContext, artefacts: readonly WrongProposal[]): Promise<Answer[]> {
  const { refusesIn, draft } = context
  const { room, adminClient, memberClient } = await twoPeers(context)
  const twin = await memberClient.propose({ renew: true })
  const group = await memberClient.group()
  const proposal = { proposal_type: proposalTypes.remove, removed: adminClient.leaf ?? 0 }
  const answers: Answer[] = []
  const sent: { what: string; answer: Answer }[] = []
  for (const artefact of artefacts.filter(
    ({ appliesTo, problem }) => appliesTo.includes(draft) && problem !== 'member',
  )) {
    const message = await artefact.make({ device: memberClient.device.mls, group, proposal })
    const answer = await room.send(twin.with({ messages: [message] }))
    answers.push(answer)
    sent.push({ what: `a proposal of which ${artefact.what} (RFC 9420, ${artefact.section})`, answer })
    if (answer.code === 'success') break
  }
  const valid = await room.send(twin)
  for (const { what, answer } of sent.toReversed())
    await refusesIn(room, { what, malformed: () => Promise.resolve(answer), twin: () => Promise.resolve(valid) })
  return answers
}

const { framedSignature, framedLabel, framedContext, framedKey, otherGroup } = wrongProposals
const { senderOutOfRange, senderRemoved, senderOther } = wrongProposals
const { removeOutOfRange, removeBlankLeaf, updateSignature, updateKeyKnown, updatePlace } = wrongProposals

export default [
  check({
    ...hosted,
    id: 'update.wrong-proposal.signature',
    title: 'A proposal is refused that its sender did not sign so, or that is for another group',
    requirements: ['MIMI-UPD-039'],
    fails: 'The hub takes a proposal whose signature does not verify, or that belongs to another group.',
    run: async (context) =>
      void (await refusesProposals(context, [
        framedSignature,
        framedLabel,
        framedContext,
        framedKey,
        otherGroup,
        senderOutOfRange,
        senderRemoved,
        senderOther,
      ])),
  }),
  check({
    ...hosted,
    id: 'update.wrong-proposal',
    title: 'A proposal that cannot be carried out is refused: a Remove of nobody, an Update that is not valid',
    requirements: ['MIMI-UPD-006'],
    fails: 'The hub takes a proposal that no commit can cover.',
    run: async (context) =>
      void (await refusesProposals(context, [
        removeOutOfRange,
        removeBlankLeaf,
        updateSignature,
        updateKeyKnown,
        updatePlace,
      ])),
  }),
  check({
    ...hosted,
    id: 'update.invalid-proposals.listed',
    title: 'invalidProposal names the proposals that are to blame by their references',
    requirements: ['MIMI-UPD-006'],
    fails: 'invalidProposal comes with an empty list, or with references of other proposals than the invalid one.',
    async run(context) {
      const { draft, that, refusesIn } = context
      const { room, memberClient } = await twoPeers(context)
      const twin = await memberClient.propose({ renew: true })
      const group = await memberClient.group()
      const proposal = { proposal_type: proposalTypes.remove, removed: 0 }
      const bad = await removeOutOfRange.make({ device: memberClient.device.mls, group, proposal })
      const answer = await room.send(twin.with({ messages: [...twin.messages, bad] }))
      await refusesIn(room, {
        what: 'a list of proposals with a Remove of a leaf outside the tree',
        malformed: () => Promise.resolve(answer),
        twin,
      })
      if (answer.code !== 'invalidProposal' || answer.value === null) return
      const named = 'invalidProposals' in answer.value ? answer.value.invalidProposals : []
      const wanted = referenceOf(draft, room.suite, bad)
      that(
        named.some((ref) => Buffer.compare(ref, wanted) === 0),
        {
          expected: `invalidProposals with the reference ${hex(wanted)} of the Remove that names a leaf outside the tree`,
          actual: named.length === 0 ? 'an empty list' : named.map(hex).join(', '),
          exchange: answer,
        },
      )
      that(!named.some((ref) => twin.refs.some((good) => Buffer.compare(ref, good) === 0)), {
        expected: 'no reference of the valid Update in invalidProposals',
        actual: named.map(hex).join(', '),
        as: 'warn',
        exchange: answer,
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.several-proposals',
    title: 'Several proposals of one update are taken as one request, and all come with the next commit',
    requirements: ['MIMI-UPD-018', 'MIMI-UPD-001'],
    fails: 'A list of proposals is refused, or some of them are not known when a commit refers to them.',
    async run(context) {
      const { expect } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      await expect(room.send(await memberClient.leave())).code('success')
      await expect(room.send(await adminClient.change())).code('success')
    },
  }),
  check({
    ...hosted,
    id: 'update.several-proposals.atomic',
    title: 'Of a list of proposals with an invalid one none is applied',
    requirements: ['MIMI-UPD-018'],
    fails: 'A proposal of a list that was refused counts as accepted all the same (a warning).',
    async run(context) {
      const { that, skip } = context
      const { room, adminClient, memberClient } = await twoPeers(context)
      // That such commits are taken at all is judged by update.accepted.
      await room.update(adminClient)
      const leave = await memberClient.leave()
      const group = await memberClient.group()
      const proposal = { proposal_type: proposalTypes.remove, removed: 0 }
      const bad = await removeOutOfRange.make({ device: memberClient.device.mls, group, proposal })
      const refused = await room.send(leave.with({ messages: [...leave.messages, bad] }))
      if (outcomeOf(refused) === 'accepted') skip('the list was taken; judged by update.wrong-proposal')
      // Had one of them been applied, this commit would omit it.
      const commit = await room.send(await adminClient.change({}, { references: 'none' }))
      that(commit.code === 'success', {
        expected: 'a commit that knows nothing of the refused proposals taken: none of them was applied',
        actual: describeAnswer(commit),
        as: 'warn',
        exchange: commit,
      })
    },
  }),
  check({
    ...hosted,
    id: 'update.cached-proposals',
    title: 'A commit that omits accepted proposals of a leaving user is refused, one that covers them is taken',
    requirements: ['MIMI-UPD-024'],
    fails:
      'The hub takes a commit that leaves a user in the room who has left, or refuses the one that covers the proposals.',
    async run(context) {
      const { refusesIn, other, that } = context
      const { room, adminClient, member, memberClient } = await twoPeers(context, {
        members: [{ user: other.user({ name: 'third' }) }],
      })
      await room.send(await memberClient.leave()).accepted()
      const malformed = await adminClient.change({}, { references: 'none' })
      const twin = await adminClient.change()
      await refusesIn(room, {
        what: 'a commit that omits the accepted proposals of a user who leaves',
        malformed,
        twin,
        codes: ['notAllowed', 'invalidProposal'],
        otherCode: 'warn',
      })
      that(!room.participants.some(({ user }) => user === member.uri), {
        expected: 'the user gone with the commit that covers the proposals',
        actual: 'still a participant',
      })
    },
  }),
]

/** RFC 9420, 5.2: over the AuthenticatedContent. */
function referenceOf(draft: Draft, suite: number, bytes: Uint8Array): Uint8Array {
  const message = decode(MLSMessage[draft], bytes)
  if (!('public_message' in message)) throw new Error('proposals to a hub are PublicMessages')
  const { content, auth } = message.public_message
  return proposalRef(suite, encode(AuthenticatedContent[draft], { wire_format: message.wire_format, content, auth }))
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
