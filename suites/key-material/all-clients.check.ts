import { check } from '../../src/check/define.js'
import { ask, describe, entriesOf, provisioning } from './asking.js'

export default check({
  id: 'key-material.all-clients',
  title: 'With stock for every client the user status is success and each client has a key package',
  requirements: ['MIMI-KEY-010'],
  roles: ['provider'],
  needs: provisioning,
  fails: 'One of two clients with stock is missing or has no key package, or the user status is not success.',
  async run({ target, hub, expect, that }) {
    const user = await target.user({ devices: 2 })
    const answer = await ask(hub, user).accepted()
    await expect(answer).code('success')
    const entries = entriesOf(answer.value, user)
    const supplied = user.devices.filter((device) =>
      entries.some((entry) => entry.device === device && entry.keyPackage !== null),
    )
    that(supplied.length === user.devices.length && entries.every(({ status }) => status === 'success'), {
      expected: `a key package for each of ${user.devices.map(({ uri }) => uri).join(' and ')}`,
      actual: describe(entries),
      path: 'clients',
      exchange: answer,
    })
  },
})
