import { check } from '../../src/check/define.js'
import { ask, provisioning, textOf } from './asking.js'

export default check({
  id: 'key-material.names-user',
  title: 'The response names the user it is about, as the request has it',
  requirements: ['MIMI-KEY-003'],
  roles: ['provider'],
  needs: provisioning,
  fails: "userUri is empty, another user's or of another provider; a different spelling of it counts as a warning.",
  async run({ target, hub, that }) {
    const user = await target.user({ keyPackages: 1 })
    const requester = hub.user()
    const room = hub.roomUri()
    const answer = await ask(hub, user, { requester, room }).accepted()
    const named = textOf(answer.value?.userUri.uri ?? new Uint8Array())
    // It is not said to be an echo: a canonical URI of the target's own may stand for the one asked for (R-KEY-003).
    const own = named.toLowerCase().startsWith(`mimi://${target.domain.toLowerCase()}/`)
    that(named === user.uri, {
      expected: `userUri ${user.uri}, byte for byte the targetUser of the request`,
      actual: named === '' ? 'an empty userUri' : `userUri ${named}`,
      as: own ? 'warn' : 'fail',
      path: 'userUri.uri',
      exchange: answer,
    })
  },
})
