import { check } from '../../src/check/define.js'
import type { Answer, Sending } from '../../src/peers/answer.js'
import type { SendOptions } from '../../src/peers/requests.js'
import type { CheckContext } from '../../src/check/context.js'

/** 4xx and 501 say no; so does anything else that is no result of the endpoint, such as a web page or a redirection. */
const saysNo = ({ status }: Answer) => status === 501 || (status !== null && status >= 300 && status < 500)

const roles = ['provider', 'follower', 'hub'] as const

/** The same request by the method that the draft names and by another. The text names the one and forbids no other. */
function byMethod(context: CheckContext, method: string, send: (options: SendOptions) => Sending): Promise<void> {
  return context.refuses({
    what: `the method ${method}`,
    malformed: () => send({ method, anyAnswer: true }),
    twin: () => send({}),
    accepted: 'warn',
    isRefusal: saysNo,
  })
}

export default [
  check({
    id: 'directory.method.directory',
    title: 'The directory is there for GET, not for POST',
    requirements: ['MIMI-DIR-014'],
    roles: [...roles],
    fails: 'A POST to the directory is answered with the directory.',
    run: (context) => byMethod(context, 'POST', (options) => context.peer.get(context.target.directoryUrl, options)),
  }),
  check({
    id: 'directory.method.key-material',
    title: 'keyMaterial takes POST, not GET',
    requirements: ['MIMI-DIR-014'],
    roles: [...roles],
    fails: 'A GET of keyMaterial with a request in its body is answered with key material.',
    async run(context) {
      const { peer, target } = context
      const requester = peer.user()
      const unknown = target.unknownUser()
      await byMethod(context, 'GET', (options) => peer.keyMaterial({ requester, target: unknown, ...options }))
    },
  }),
  check({
    id: 'directory.method.identifier-query',
    title: 'identifierQuery takes POST, not GET',
    requirements: ['MIMI-DIR-014'],
    roles: [...roles],
    fails: 'A GET of identifierQuery with a query in its body is answered with a result.',
    async run(context) {
      const { peer, name } = context
      const elements = [{ type: 'handle' as const, value: name('nobody') }]
      await byMethod(context, 'GET', (options) => peer.identifierQuery({ elements, ...options }))
    },
  }),
  check({
    id: 'directory.method.request-consent',
    title: 'requestConsent takes POST, not GET',
    requirements: ['MIMI-DIR-014'],
    roles: [...roles],
    needs: ['createUser'],
    fails: 'A GET of requestConsent with an entry in its body is taken.',
    async run(context) {
      const { peer, target } = context
      const entry = { operation: 'request' as const, requester: peer.user().uri, target: (await target.user()).uri }
      await byMethod(context, 'GET', (options) => peer.requestConsent({ ...entry, ...options }))
    },
  }),
]
