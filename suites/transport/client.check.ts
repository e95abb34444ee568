import { isIP } from 'node:net'
import { check, type Definition } from '../../src/check/define.js'
import { headerValues } from '../../src/transport/exchange.js'
import type { InboundRecord } from '../../src/peers/inbound.js'
import { hostDomain, sameDomain, sanMatches } from '../../src/transport/names.js'
import { arrivals, clientNeeds } from './local-client.js'

const shared: Pick<Definition, 'roles' | 'needs'> = { roles: ['provider', 'follower', 'hub'], needs: clientNeeds }

/** The one From of a request, split at its last @; null where there is none, or are several. */
function fromOf({ request }: InboundRecord): { value: string; local: string; domain: string } | null {
  const [value, ...more] = request.from
  if (value === undefined || more.length > 0) return null
  const bare = /<([^<>]*)>/.exec(value)?.[1] ?? value
  const at = bare.lastIndexOf('@')
  return { value, local: bare.slice(0, Math.max(at, 0)), domain: bare.slice(at + 1) }
}

const addrSpec = /^[^\s@<>",;:()]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i
const clientAuth = '1.3.6.1.5.5.7.3.2'

export default [
  check({
    ...shared,
    id: 'transport.client.names-both',
    title: 'Every request that the target sends has Host and From',
    requirements: ['MIMI-TRN-002'],
    fails: 'A request arrives without Host or without From.',
    async run(context) {
      for (const record of await arrivals(context, context.other)) {
        const missing = ['Host', 'From'].filter((name) => headerValues(record.request, name).length === 0)
        context.that(missing.length === 0, {
          expected: 'Host and From in every request',
          actual: `${record.action} without ${missing.join(' and ')}`,
          exchange: record,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'transport.client.host',
    title: 'Host names the provider that is asked',
    requirements: ['MIMI-TRN-003'],
    fails: 'Host of a request that arrives is neither the domain of the peer nor the host of its URL.',
    async run(context) {
      const { other, that } = context
      for (const record of await arrivals(context, other)) {
        const named = hostDomain(record.request.host)
        that(named !== null && sameDomain(named, other.domain), {
          expected: `Host: ${other.domain}, with or without a port`,
          actual: record.request.host === null ? 'no Host' : `Host: ${record.request.host}`,
          exchange: record,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'transport.client.from-form',
    title: 'From is one bare addr-spec',
    requirements: ['MIMI-TRN-005'],
    fails: 'From is missing, repeated, or has a display name, angle brackets or no domain name.',
    async run(context) {
      for (const record of await arrivals(context, context.other)) {
        const from = fromOf(record)
        context.that(from !== null && addrSpec.test(from.value) && isIP(from.domain) === 0, {
          expected: `one From such as mimi@${context.target.domain}, without display name and angle brackets`,
          actual: record.request.from.length === 0 ? 'no From' : `From: ${record.request.from.join(' and From: ')}`,
          exchange: record,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'transport.client.from-local-part',
    title: 'The local part of From is mimi',
    requirements: ['MIMI-TRN-006'],
    fails: 'The local part is another word; one that only contains mimi is a warning.',
    async run(context) {
      for (const record of await arrivals(context, context.other)) {
        const from =
          fromOf(record) ?? context.skip('a request has no single From; judged by transport.client.from-form')
        context.that(from.local === 'mimi', {
          expected: 'the local part mimi, as in mimi@a.example',
          actual: `From: ${from.value}`,
          as: from.local.includes('mimi') ? 'warn' : 'fail',
          exchange: record,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'transport.client.from-domain',
    title: "The domain of From is the target's own",
    requirements: ['MIMI-TRN-007'],
    fails: 'From names another domain than the provider that sends.',
    async run(context) {
      const { target, other, skip, that } = context
      for (const record of await arrivals(context, other)) {
        const from = fromOf(record) ?? skip('a request has no single From; judged by transport.client.from-form')
        that(sameDomain(from.domain, target.domain), {
          expected: `the domain ${target.domain}`,
          actual: `From: ${from.value}`,
          exchange: record,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'transport.client.certificate',
    title: 'The client certificate of the target names the domain in its From',
    requirements: ['MIMI-TRN-015'],
    fails: 'The target presents no client certificate, or one whose subjectAltName does not cover its domain.',
    async run(context) {
      const { target, other, that } = context
      for (const record of await arrivals(context, other)) {
        const domain = fromOf(record)?.domain ?? target.domain
        const { tls } = record.request
        const certificate = tls?.certificate
        const names = certificate ? certificate.sans.join(', ') || 'nothing' : null
        that(certificate ? sanMatches(domain, certificate) : false, {
          expected: `a client certificate with the dNSName ${domain}`,
          actual: names === null ? 'no client certificate' : `a certificate for ${names} in subjectAltName`,
          exchange: record,
        })
        // Whether its key usage includes clientAuth is only recorded, and OpenSSL calls that the purpose.
        const trusted = tls?.authorized === true || /purpose/i.test(tls?.authorizationError ?? '')
        that(!certificate || trusted, {
          expected: 'a client certificate that the trust anchors in `ready` or the configuration vouch for',
          actual: `${tls?.authorizationError}; name the anchor in trustAnchors, or have the certificate renewed`,
          as: 'warn',
          exchange: record,
        })
      }
    },
  }),
  check({
    ...shared,
    id: 'transport.client.certificate-usage',
    title: 'Whether the client certificate of the target is made for clients',
    requirements: ['MIMI-TRN-015'],
    observes: true,
    fails: 'It cannot fail: public authorities are withdrawing clientAuth.',
    async run(context) {
      const [record] = await arrivals(context, context.other)
      const usages = record?.request.tls?.certificate?.extKeyUsage ?? []
      context.that(usages.includes(clientAuth), {
        expected: 'nothing in particular: clientAuth in the extended key usage or not',
        actual: usages.length === 0 ? 'no extended key usage' : `the extended key usages ${usages.join(', ')}`,
        as: 'observe',
        exchange: record,
      })
    },
  }),
]
