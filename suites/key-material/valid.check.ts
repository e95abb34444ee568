import { check } from '../../src/check/define.js'
import { credentialIdentity } from '../../src/mls/credential.js'
import { type KeyPackageProblem, verifyKeyPackage } from '../../src/mls/key-package.js'
import { ask, entriesOf, provisioning } from './asking.js'

/** What binds whoever makes a key package, and says nothing about its keys and signatures. */
const makers: ReadonlySet<KeyPackageProblem> = new Set([
  'capabilities-version',
  'capabilities-suite',
  'capabilities-credential',
  'capabilities-extension',
  'capabilities-default',
  'duplicate-extension',
])

export default check({
  id: 'key-material.valid',
  title: 'What is handed out for a client is a valid key package, as that client published it',
  requirements: ['MIMI-KEY-022'],
  roles: ['provider'],
  needs: provisioning,
  fails:
    "A key package was changed on its way, is another client's than the entry says, or does not verify; a credential " +
    'that names neither the user nor the client is a warning.',
  async run({ target, hub, that, skewMs, skip }) {
    const user = await target.user({ devices: 2 })
    const answer = await ask(hub, user).accepted()
    const entries = entriesOf(answer.value, user)
    if (entries.every(({ keyPackage }) => keyPackage === null))
      skip('no key package came; judged by key-material.all-clients')
    for (const [index, { clientUri, keyPackage, device }] of entries.entries()) {
      if (!keyPackage) continue
      const where = { path: `clients[${index}].keyPackage`, exchange: answer }
      const problems = verifyKeyPackage(keyPackage, new Date(Date.now() + skewMs))
      for (const { code, path, section, what } of problems)
        that(false, {
          expected: `a key package that is valid by RFC 9420, ${section}`,
          actual: `${path}: ${what}`,
          as: makers.has(code) ? 'warn' : 'fail',
          ...where,
        })
      const ownClients = user.devices.map(({ uri }) => uri)
      that(device !== null && (device.uri === clientUri || !ownClients.includes(clientUri)), {
        expected: `a key package that was published for ${clientUri}, byte for byte`,
        actual: device === null ? 'one that was published for nobody here' : `one of ${device.uri}`,
        ...where,
      })
      const names = credentialIdentity(keyPackage.leaf_node.credential)
      // How a credential encodes a URI is undefined (reading R-KEY-022).
      that(names.includes(user.uri) || names.includes(clientUri), {
        expected: `a credential that names ${user.uri} or ${clientUri}`,
        actual: names.length === 0 ? 'one that names no URI' : `one that names ${names.join(', ')}`,
        as: 'warn',
        ...where,
        path: `${where.path}.leaf_node.credential`,
      })
    }
  },
})
