import { check } from '../../src/check/define.js'
import { describeAnswer } from '../../src/peers/answer.js'
import { ask, provisioning } from './asking.js'

export default check({
  id: 'key-material.existence-hidden',
  title: 'Whether a user who denies consent can be told from one who does not exist',
  requirements: ['MIMI-KEY-027'],
  roles: ['provider'],
  needs: provisioning,
  observes: true,
  fails: 'It only observes: different answers let anybody find out who exists, which noConsent is there to prevent.',
  async run({ target, hub, that }) {
    const user = await target.user({ consent: 'deny' })
    const requester = hub.user()
    const denied = await ask(hub, user, { requester })
    const unknown = await ask(hub, { uri: target.unknownUser() }, { requester })
    that(denied.code === unknown.code && denied.status === unknown.status, {
      expected: 'the same answer for both, where privacy is wanted',
      actual: `${describeAnswer(denied)} for the one who denies, ${describeAnswer(unknown)} for the unknown one`,
      as: 'observe',
      exchange: unknown,
    })
  },
})
