import { check } from '../../src/check/define.js'
import { ask, provisioning } from './asking.js'

/** What says that the protocol is the trouble, or hides even that (MIMI-KEY-027). */
const codes: readonly unknown[] = ['incompatibleProtocol', 'noConsent']

export default check({
  id: 'key-material.incompatible-protocol',
  title: 'A request in a protocol that nobody speaks is answered incompatibleProtocol, or with a 4xx',
  requirements: ['MIMI-KEY-023'],
  roles: ['provider'],
  needs: provisioning,
  fails: 'Protocol 255 is answered with key packages, or with a code that says something else.',
  async run({ target, hub, refuses }) {
    const user = await target.user()
    const asked = { requester: hub.user(), room: hub.roomUri() }
    await refuses({
      what: 'protocol 255, by incompatibleProtocol',
      malformed: () => ask(hub, user, { ...asked, protocol: 255 }),
      isRefusal: ({ status, code }) =>
        codes.includes(code) || (code === null && status !== null && status >= 400 && status < 500),
      twin: () => ask(hub, user, asked),
    })
  },
})
