import { check } from '../../src/check/define.js'
import { hosted, openedIn, withNewcomer } from './asking.js'

/** Both are common to hub and requester when the hub takes rooms of either. */
const [rooms, asked] = [1, 2]

export default check({
  ...hosted,
  id: 'group-info.other-suite',
  title: "A request may use a cipher suite of the hub's other than the room's",
  requirements: ['MIMI-GRP-003'],
  fails: 'A request in cipher suite 2 about a room in suite 1 is refused, by a hub that hosts rooms in both.',
  async run(context) {
    const { target, expect, that } = context
    // That the hub has the suite at all shows where it takes a room in it.
    await target.host({ suite: asked })
    const { room, newcomer } = await withNewcomer(context, { suite: rooms })
    const answer = await expect(room.groupInfo({ as: newcomer, suite: asked })).code('success')
    if (answer.code !== 'success') return
    const opened = await openedIn(context, room, answer)
    that(opened.context.cipher_suite === rooms, {
      expected: `the group info of the room, in suite ${rooms}`,
      actual: `one in suite ${opened.context.cipher_suite}`,
      exchange: answer,
    })
  },
})
