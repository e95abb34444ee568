import { check } from '../../src/check/define.js'
import { isEvaluated } from '../../src/peers/answer.js'
import { ask, provisioning } from './asking.js'

const requirements = ['MIMI-KEY-002']
const clientErrors = Array.from({ length: 100 }, (_, index) => 400 + index)

export default [
  check({
    id: 'key-material.status.success',
    title: 'A request that yields key packages is answered 200',
    requirements,
    roles: ['provider'],
    needs: provisioning,
    fails: 'A response with user status success comes with another status than 200.',
    async run({ target, hub, expect }) {
      await expect(ask(hub, await target.user()).accepted()).status(200)
    },
  }),
  check({
    id: 'key-material.status.refusal',
    title: 'A request about an unknown user is answered 200 with a response structure',
    requirements,
    roles: ['provider'],
    fails: 'The response that says so comes with another status than 200; a 4xx counts as a warning.',
    async run({ target, hub, expect, skip }) {
      const answer = await ask(hub, { uri: target.unknownUser() })
      if (!isEvaluated(answer)) skip('there is no response structure; judged by key-material.unknown-user')
      // Only the figures show 200, with no word on negative codes (reading R-KEY-002).
      await expect(answer).status(200, { warn: clientErrors })
    },
  }),
]
