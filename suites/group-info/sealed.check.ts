import { check } from '../../src/check/define.js'
import { CodecError } from '../../src/codec/index.js'
import { fetched, hosted, withNewcomer } from './asking.js'

const readable = check({
  ...hosted,
  id: 'group-info.readable',
  title: 'Group info, tree and pending proposals can be decrypted with the key in the request, and with nothing else',
  requirements: ['MIMI-GRP-017'],
  fails: 'The answer cannot be decrypted with groupInfoPublicKey, the label of 5.6 and the room_id as context.',
  async run(context) {
    const { room, newcomer } = await withNewcomer(context)
    // Each request has a key of its own.
    for (const request of [room.groupInfo({ as: newcomer }), room.groupInfo({ as: newcomer })]) {
      const answer = await request.accepted()
      const problem = tryOpen(() => room.open(answer))
      context.that(problem === null, {
        expected: 'a GroupInfoRatchetTreeTBE under the key of the request',
        actual: problem ?? '',
        path: 'encrypted_groupinfo_and_tree',
        exchange: answer,
      })
    }
  },
})

function tryOpen(open: () => unknown): string | null {
  try {
    open()
    return null
  } catch (reason) {
    if (reason instanceof RangeError || reason instanceof CodecError) return reason.message
    throw reason
  }
}

const pending = check({
  ...hosted,
  id: 'group-info.pending.listed',
  title: 'Proposals that wait for a commit are listed, each with its time, until they are committed',
  requirements: ['MIMI-GRP-019'],
  fails: 'A proposal that was accepted is missing (a warning), has another time, or is still there after its commit.',
  async run(context) {
    const { peer, other, that, skip } = context
    const leaving = other.user({ name: 'leaving' })
    const { room, user, newcomer } = await withNewcomer(context, { members: [{ user: leaving }] })
    const leave = await room.client(leaving).leave()
    const { value } = await room.send(leave).accepted()
    const time = value && 'accepted_timestamp' in value ? value.accepted_timestamp : null
    const before = await fetched(context, room, { as: newcomer })
    const listed = (list: typeof before) =>
      leave.messages.map((message) =>
        list.opened.pendingProposals.find(({ proposal }) => Buffer.compare(proposal, message) === 0),
      )
    const times = listed(before)
    const missing = times.filter((one) => one === undefined).length
    that(missing === 0, {
      expected: `${leave.messages.length} pending proposals, by which ${leaving.uri} leaves the room`,
      actual: `${missing} of them are missing among ${before.opened.pendingProposals.length}`,
      as: 'warn',
      exchange: before.answer,
    })
    for (const one of times)
      that(one === undefined || time === null || one.hubAcceptedTime === time, {
        expected: `hub_accepted_time ${time}, as the update was answered`,
        actual: String(one?.hubAcceptedTime),
        path: 'pending_proposals.hub_accepted_time',
        exchange: before.answer,
      })
    if (missing === leave.messages.length) return skip(`no proposal is listed at ${peer.domain}`)
    await room.update(room.client(user))
    const after = await fetched(context, room, { as: newcomer })
    that(
      listed(after).every((one) => one === undefined),
      {
        expected: 'no pending proposal once all have been committed',
        actual: `${after.opened.pendingProposals.length} are listed`,
        exchange: after.answer,
      },
    )
  },
})

export default [readable, pending]
