import { check } from '../../src/check/define.js'
import { ask, provisioning } from './asking.js'

export default check({
  id: 'key-material.deleted-user',
  title: 'A deleted user is reported as userDeleted, userUnknown or noConsent',
  requirements: ['MIMI-KEY-028', 'MIMI-KEY-027'],
  roles: ['provider'],
  needs: [...provisioning, 'deleteUser'],
  fails: 'After the account is deleted its key packages are still handed out, or the code says something else.',
  async run({ target, hub, expect }) {
    const user = await target.user()
    const asked = { requester: hub.user(), room: hub.roomUri() }
    await ask(hub, user, asked).accepted()
    await user.delete()
    await expect(ask(hub, user, asked)).code(['userDeleted', 'userUnknown', 'noConsent'])
  },
})
