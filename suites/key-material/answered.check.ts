import { check } from '../../src/check/define.js'
import { ask, keyPackagesOf, provisioning } from './asking.js'

export default check({
  id: 'key-material.answered',
  title: "A consenting user's key package is handed out while none of its devices is connected",
  requirements: ['MIMI-KEY-001', 'MIMI-KEY-035'],
  roles: ['provider'],
  needs: provisioning,
  fails: 'A request for a user with stock and with consent for everyone does not yield a key package.',
  async run({ target, hub, expect, that }) {
    const answer = await ask(hub, await target.user())
    await expect(answer).evaluated()
    await expect(answer, 'MIMI-KEY-035').code('success')
    that(answer.code !== 'success' || keyPackagesOf(answer.value).length > 0, {
      requirement: 'MIMI-KEY-035',
      expected: "the key package that was published for the user's device",
      actual: 'success without any key package',
      exchange: answer,
    })
  },
})
