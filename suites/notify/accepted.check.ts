import type { CheckContext } from '../../src/check/context.js'
import { check, type Definition } from '../../src/check/define.js'
import { decode } from '../../src/codec/index.js'
import { MLSMessage } from '../../src/mls/wire/index.js'
import type { HubRoom, RoomEvent } from '../../src/peers/room.js'
import { frankedMessage, provisioning } from './events.js'

const shared: Pick<Definition, 'requirements' | 'roles' | 'needs'> = {
  requirements: ['MIMI-NTF-017'],
  roles: ['follower'],
  needs: provisioning,
}

/** 201 says so; another success is what the figures and the phrase "Accepted" may be taken for (reading R-NTF-017). */
async function judge({ target, hub, expect }: CheckContext, room: HubRoom, ...events: RoomEvent[]) {
  await expect(hub.notify(target, hub.fanout(room, ...events))).status(201, { warn: [200, 202, 204] })
}

export default [
  check({
    ...shared,
    id: 'notify.accepted',
    title: 'A Welcome for a key package that the target handed out is answered 201',
    fails: 'The first event of a room, its Welcome, is refused, or confirmed with a status other than 201.',
    async run(context) {
      const { target, hub } = context
      const room = await hub.roomWith(await target.user(), { deliver: false })
      await judge(context, room, room.welcome)
    },
  }),
  check({
    ...shared,
    id: 'notify.accepted.application',
    title: 'An application message without a frank is answered 201',
    fails: 'The follower does not take an application message, or confirms it with a status other than 201.',
    async run(context) {
      const room = await context.hub.roomWith(await context.target.user())
      await judge(context, room, await room.applicationMessage('no frank'))
    },
  }),
  check({
    ...shared,
    id: 'notify.accepted.franked',
    title: 'An application message with a frank is answered 201',
    drafts: ['02ed', '06'],
    fails:
      'The follower does not take an application message with a frank, or confirms it with a status other than 201.',
    async run(context) {
      const room = await context.hub.roomWith(await context.target.user())
      await judge(context, room, await frankedMessage(context.draft, room, 'with a frank'))
    },
  }),
  check({
    ...shared,
    id: 'notify.accepted.proposal',
    title: 'A proposal is answered 201',
    fails: 'The follower does not take a proposal, or confirms it with a status other than 201.',
    async run(context) {
      const room = await context.hub.roomWith(await context.target.user())
      await judge(context, room, room.event(await room.group.proposeRemoval(1)))
    },
  }),
  check({
    ...shared,
    id: 'notify.accepted.proposals',
    title: 'A proposal with further proposals of the same update is answered 201',
    drafts: ['06'],
    fails: 'The follower does not take an event whose moreProposals is not empty.',
    async run(context) {
      const { draft, hub, target } = context
      const room = await hub.roomWith([await target.user(), await target.user()])
      const proposal = await room.group.proposeRemoval(1)
      const further = decode(MLSMessage[draft], await room.group.proposeRemoval(2))
      await judge(context, room, room.event(proposal, { moreProposals: [further] }))
    },
  }),
  check({
    ...shared,
    id: 'notify.accepted.commit',
    title: 'A commit is answered 201',
    fails: 'The follower does not take a commit, or confirms it with a status other than 201.',
    async run(context) {
      const room = await context.hub.roomWith(await context.target.user())
      const { commit, accepted } = await room.group.update()
      accepted()
      await judge(context, room, room.event(commit))
    },
  }),
]
