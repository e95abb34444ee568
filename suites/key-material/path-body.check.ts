import type { Answer } from '../../src/peers/answer.js'
import { check } from '../../src/check/define.js'
import { ask, describe, entriesOf, provisioning, type Response } from './asking.js'

/** One user grants, the other denies; they differ in path and body either way round. */
const cases = [
  { id: 'key-material.path-body.consent-in-body', inPath: 'denying', inBody: 'granting' },
  { id: 'key-material.path-body.consent-in-path', inPath: 'granting', inBody: 'denying' },
] as const

export default cases.map(({ id, inPath, inBody }) =>
  check({
    id,
    title: `A request whose path names a ${inPath} user and whose body names a ${inBody} one is refused`,
    requirements: ['MIMI-KEY-009', 'MIMI-KEY-025'],
    roles: ['provider'],
    needs: provisioning,
    fails:
      'Key packages of the user who denied consent are handed out; those of the other one are a warning, because no ' +
      'reaction is prescribed.',
    async run({ target, hub, refuses, that }) {
      const users = {
        granting: await target.user({ keyPackages: 3 }),
        denying: await target.user({ consent: 'deny' }),
      }
      const requester = hub.user()
      const room = hub.roomUri()
      let got: Answer<Response> | undefined
      await refuses({
        what: 'a path that names another user than the body',
        accepted: 'warn',
        malformed: async () => (got = await ask(hub, users[inBody], { requester, room, path: users[inPath].uri })),
        async unchanged() {
          const entries = entriesOf(got?.value ?? null, users.denying, users.granting)
          const leaked = entries.filter(({ ref, device }) => ref && device && users.denying.devices.includes(device))
          that(leaked.length === 0, {
            requirement: 'MIMI-KEY-025',
            expected: 'no key package of the user who denied consent: check consent for the user whose keys are served',
            actual: describe(leaked),
            exchange: got,
          })
        },
        twin: () => ask(hub, users.granting, { requester, room }),
      })
    },
  }),
)
