import { check } from '../../src/check/define.js'
import { ask, provisioning } from './asking.js'

export default check({
  id: 'key-material.empty-suites',
  title: 'A request with an empty list of acceptable cipher suites yields no key package',
  requirements: ['MIMI-KEY-008'],
  roles: ['provider'],
  needs: provisioning,
  fails: 'Key packages are handed out although no cipher suite is acceptable (a warning: no reaction is prescribed).',
  async run({ target, hub, refuses }) {
    const user = await target.user()
    const requester = hub.user()
    const room = hub.roomUri()
    await refuses({
      what: 'an empty acceptableCiphersuites list',
      accepted: 'warn',
      malformed: () => ask(hub, user, { requester, room, suites: [] }),
      twin: () => ask(hub, user, { requester, room }),
    })
  },
})
