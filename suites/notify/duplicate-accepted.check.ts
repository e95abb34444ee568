import { check } from '../../src/check/define.js'

export default check({
  id: 'notify.duplicate.accepted',
  title: 'A byte-identical notify from the same hub is answered 201 again',
  requirements: ['MIMI-NTF-020'],
  roles: ['follower'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent'],
  fails: 'The second of two identical notify requests is answered with anything but 201.',
  async run({ target, hub, expect }) {
    const room = await hub.roomWith(await target.user())
    const body = hub.fanout(room, await room.applicationMessage('once is enough'))
    await hub.notify(target, body).accepted()
    await expect(hub.notify(target, body)).status(201)
  },
})
