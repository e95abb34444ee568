import { check } from '../../src/check/define.js'
import { isEvaluated } from '../../src/peers/answer.js'
import { ask } from './asking.js'

export default check({
  id: 'key-material.unknown-user',
  title: 'A user that does not exist is reported as userUnknown, or as noConsent',
  requirements: ['MIMI-KEY-024', 'MIMI-KEY-001', 'MIMI-KEY-027'],
  roles: ['provider'],
  fails: 'A request for a URI that belongs to nobody gets no response structure, or one with another code.',
  async run({ target, hub, expect }) {
    const answer = await ask(hub, { uri: target.unknownUser() })
    await expect(answer, 'MIMI-KEY-001').evaluated()
    if (isEvaluated(answer)) await expect(answer).code(['userUnknown', 'noConsent'])
  },
})
