import { check } from '../../src/check/define.js'
import { provisioning, taken } from './events.js'

export default check({
  id: 'notify.empty-response',
  title: 'The answer to notify has no body, and neither has that to a repetition',
  requirements: ['MIMI-NTF-016'],
  roles: ['follower'],
  needs: provisioning,
  fails: 'The answer to an accepted notify has a body (a warning).',
  async run(context) {
    const { target, hub, expect } = context
    const room = await hub.roomWith(await target.user())
    const body = hub.fanout(room, await room.applicationMessage('say nothing'))
    await expect(hub.notify(target, body).accepted()).emptyBody({ as: 'warn' })
    await expect(taken(context, body, 'notify.duplicate.accepted')).emptyBody({ as: 'warn' })
  },
})
