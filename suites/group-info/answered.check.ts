import { check } from '../../src/check/define.js'
import { describeAnswer, outcomeOf } from '../../src/peers/answer.js'
import { hosted, turnedDown, withNewcomer } from './asking.js'

const answered = check({
  ...hosted,
  id: 'group-info.answered',
  title: 'A new client of a participant gets the group info by POST, with status 200',
  requirements: ['MIMI-GRP-001'],
  fails: 'The request is answered with another status, an unreadable body, or another code than success.',
  async run(context) {
    const { expect } = context
    const { room, newcomer } = await withNewcomer(context)
    await expect(room.groupInfo({ as: newcomer }))
      .status(200)
      .code('success')
  },
})

const clients: readonly { word: string; title: string; clients: 0 | 1 }[] = [
  { word: 'active', title: 'that has a client in the group', clients: 1 },
  { word: 'inactive', title: 'without a client in the group', clients: 0 },
]

/** 5.6: the credential `may constitute sufficient permission`. */
const participants = clients.map(({ word, title, clients: some }) =>
  check({
    ...hosted,
    id: `group-info.participant.${word}`,
    title: `The credential of a participant ${title} is enough to get the group info`,
    requirements: ['MIMI-GRP-004'],
    fails: 'The request is answered with anything but success (a warning where the target turns it down by policy).',
    async run({ target, peer, other, that }) {
      const user = other.user({ devices: 2 })
      const room = await target.host({ members: [{ user: peer.user() }, { user, clients: some }] })
      const device = user.devices[some] ?? user.device
      const answer = await room.groupInfo({ as: device })
      that(outcomeOf(answer) === 'accepted', {
        expected: `success for ${device.uri}, a client of the participant ${user.uri}`,
        actual: describeAnswer(answer),
        as: turnedDown(answer) ? 'warn' : undefined,
        exchange: answer,
      })
    },
  }),
)

export default [answered, ...participants]
