import { check, type Definition } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Severity } from '../../src/check/finding.js'
import type { OddPeer, Peer } from '../../src/peers/peer.js'
import type { TargetUser } from '../../src/peers/target-handle.js'
import { actions } from '../../src/transport/actions.js'
import { sameDomain } from '../../src/transport/names.js'
import {
  clientNeeds,
  type HandedIn,
  handInRoomless,
  localUser,
  roomless,
  submittable,
} from '../transport/local-client.js'
import { valueIn } from './template.js'

const shared: Pick<Definition, 'roles' | 'needs' | 'requirements'> = {
  roles: ['provider', 'follower', 'hub'],
  needs: clientNeeds,
  requirements: ['MIMI-DIR-012'],
}

/** URLs that nobody would guess, whose variable has a name of its own and stands in the middle. */
function unusual(odd: OddPeer, authority = odd.domain): Record<string, string> {
  return Object.fromEntries(
    actions.map((action, index) => [action, `https://${authority}/inbound/${index + 1}/{value}/from-peers`]),
  )
}

/** An ordinary request of the user to an ordinary peer arrives: what does not arrive elsewhere is that peer's directory. */
async function marker(context: CheckContext, user: TargetUser): Promise<void> {
  const { record } = (await submittable(() => handInRoomless(context, user, context.other, 'requestConsent'))) ?? {}
  if (!record) context.skip('not even an ordinary peer is sent the request; judged by directory.followed.ordinary')
}

/** Each request of a user to a peer as far as the driver can submit it. */
async function handInAll(context: CheckContext, user: TargetUser, peer: Peer, at = peer): Promise<HandedIn[]> {
  const handed: HandedIn[] = []
  for (const action of roomless) {
    const one = await submittable(() => handInRoomless(context, user, peer, action, at))
    if (one) handed.push(one)
  }
  if (handed.length === 0) context.skip('the driver can submit none of the requests')
  return handed
}

/** That each request came to the URL that its template gives. */
function arrivedAt(
  { that }: CheckContext,
  handed: readonly HandedIn[],
  templates: Record<string, string>,
  as?: Severity,
): void {
  for (const { action, record, told } of handed) {
    const template = templates[action] ?? ''
    that(record !== null && valueIn(template, record) !== null, {
      expected: `${action} at ${template}, as the peer's directory has it`,
      actual: record ? `${record.request.method} ${record.request.path} at ${record.peer}` : `nothing came; ${told}`,
      as,
      exchange: record ?? undefined,
    })
  }
}

export default [
  check({
    ...shared,
    id: 'directory.followed.ordinary',
    title: 'What a local client hands in reaches the peer that it is for',
    fails: 'A request that was handed in does not arrive at the URL in the directory of a well-behaved peer.',
    async run(context) {
      const { other } = context
      const handed = await handInAll(context, await localUser(context), other)
      for (const { action, record, told } of handed) {
        context.that(record !== null, {
          expected: `${action} at ${other.domain}, at the URL in its directory`,
          actual: `nothing came; ${told}`,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'directory.followed.unusual-paths',
    title: "Requests go to the paths in the peer's directory, whatever they look like",
    fails: "A request goes to a path of its own and not to the one in the peer's directory.",
    async run(context) {
      const user = await localUser(context)
      await marker(context, user)
      const odd = await context.odd()
      odd.directory(unusual(odd))
      arrivedAt(context, await handInAll(context, user, odd), unusual(odd))
    },
  }),
  check({
    ...shared,
    id: 'directory.followed.other-host',
    title: "Requests go to the host in the peer's directory",
    fails: "A request goes to the provider's domain although its directory names another host.",
    async run(context) {
      const user = await localUser(context)
      await marker(context, user)
      const [odd, host] = [await context.odd(), await context.odd()]
      // Some look for the provider's domain in the certificate, ordinary HTTPS clients for the host's: it has both.
      await host.alsoNamed([odd.domain])
      odd.directory(unusual(odd, host.domain))
      arrivedAt(context, await handInAll(context, user, odd, host), unusual(odd, host.domain))
    },
  }),
  check({
    ...shared,
    id: 'directory.followed.other-port',
    title: "Requests go to the port in the peer's directory",
    fails: "A request goes to the usual port although the peer's directory names another.",
    async run(context) {
      const { network, skip, that } = context
      const port = network.otherPort ?? skip('the peers listen on one configured port')
      const user = await localUser(context)
      await marker(context, user)
      const odd = await context.odd()
      const templates = unusual(odd, `${odd.domain}:${port}`)
      odd.directory(templates)
      for (const { action, record, told } of await handInAll(context, user, odd)) {
        const host = record?.request.host ?? ''
        that(record?.port === port, {
          expected: `${action} at port ${port}, as in ${templates[action]}`,
          actual: record ? `at port ${record.port}, with Host: ${host}` : `nothing came; ${told}`,
          // `ready` gave an address for the domain: a target may take that for every port.
          as: host.endsWith(`:${port}`) ? 'observe' : 'fail',
          exchange: record ?? undefined,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'directory.followed.unknown-members',
    title: "Members that a peer's directory has beyond the drafts do not disturb",
    requirements: ['MIMI-DIR-013'],
    fails: 'Nothing is sent to a peer whose directory has further members (a warning).',
    async run(context) {
      const user = await localUser(context)
      await marker(context, user)
      const odd = await context.odd()
      const more = { newEndpoint: `https://${odd.domain}/new/{x}`, meta: { terms: [1, null] }, version: 7 }
      odd.directory({ ...more, ...odd.ordinary })
      arrivedAt(context, await handInAll(context, user, odd), odd.ordinary, 'warn')
    },
  }),
  check({
    ...shared,
    id: 'directory.followed.consent',
    title: "The URL of a consent request names the peer's domain or its user",
    requirements: ['MIMI-DIR-008'],
    fails: 'In place of the placeholder stands neither the domain of the peer nor the URI of its user.',
    async run(context) {
      const user = await localUser(context)
      const variants = {
        user: { requestConsent: 'targetUser', updateConsent: 'requesterUser' },
        domain: { requestConsent: 'targetDomain', updateConsent: 'requesterDomain' },
      }
      let judged = 0
      for (const [kind, names] of Object.entries(variants)) {
        const odd = await context.odd()
        const url = (action: keyof typeof names) => `https://${odd.domain}/v1/${action}/{${names[action]}}`
        odd.directory({
          ...odd.ordinary,
          requestConsent: url('requestConsent'),
          updateConsent: url('updateConsent'),
        })
        for (const action of ['requestConsent', 'updateConsent'] as const) {
          const handed = await submittable(() => handInRoomless(context, user, odd, action))
          if (!handed?.record) continue
          judged += 1
          const value = handed.record.about ?? ''
          const isUser = [handed.about, handed.about.replace(/^mimi:\/\//, '')].includes(value)
          const isDomain = sameDomain(value, odd.domain)
          context.that(isUser || isDomain, {
            expected: `${url(action)} with ${odd.domain} or ${handed.about}, percent-encoded, for the placeholder`,
            actual: `${value || 'nothing'} (${handed.record.request.path})`,
            exchange: handed.record,
          })
          // 5.7 says the domain, the example in 5.1 the user: what the peer calls it ought to decide.
          context.that((kind === 'user' ? isUser : isDomain) || !(isUser || isDomain), {
            expected: `nothing in particular; the peer calls it {${names[action]}}`,
            actual: `${action} was given the ${isUser ? 'user' : 'domain'}`,
            as: 'observe',
            exchange: handed.record,
          })
        }
      }
      if (judged === 0) context.skip('no consent request came; judged by directory.followed.ordinary')
    },
  }),
  check({
    ...shared,
    id: 'directory.followed.query',
    title: 'The URL of a query names the domain of the provider that is asked',
    requirements: ['MIMI-DIR-015'],
    fails: "In place of {domain} stands something else; the asking provider's own domain there is a warning.",
    async run(context) {
      const { other, target, skip, that } = context
      const user = await localUser(context)
      const { record } =
        (await submittable(() => handInRoomless(context, user, other, 'identifierQuery'))) ??
        skip('the driver cannot submit a query')
      if (!record) return skip('no query came; judged by directory.followed.ordinary')
      const value = record.about ?? ''
      that(sameDomain(value, other.domain), {
        expected: `the domain of the provider that is asked, ${other.domain}`,
        actual: `${value || 'nothing'} (${record.request.path})`,
        as: sameDomain(value, target.domain) ? 'warn' : 'fail',
        exchange: record,
      })
    },
  }),
]
