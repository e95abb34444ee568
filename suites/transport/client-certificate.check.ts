import { check } from '../../src/check/define.js'
import type { WrongKind } from '../../src/peers/wrong-kinds.js'
import { isEvaluated } from '../../src/peers/answer.js'
import { ordinary, turnsAway, type WrongCertificate } from './gate.js'

/** Refused in the handshake, on the first read as TLS 1.3 allows, by closing, or with a 4xx. */
const wrong: readonly WrongCertificate[] = [
  {
    kind: 'other-domain',
    title: 'A client certificate for another domain than From is refused',
    requirement: 'MIMI-TRN-010',
    what: 'a trusted client certificate for another domain',
  },
  {
    kind: 'other-authority',
    title: 'A client certificate from an authority that nobody trusts is refused',
    requirement: 'MIMI-TRN-012',
    what: 'a client certificate of the right name from an untrusted authority',
  },
  {
    kind: 'expired',
    title: 'An expired client certificate is refused',
    requirement: 'MIMI-TRN-013',
    what: 'a client certificate that expired yesterday',
  },
  {
    kind: 'not-yet-valid',
    title: 'A client certificate that is not valid yet is refused',
    requirement: 'MIMI-TRN-013',
    what: 'a client certificate that is valid from tomorrow on',
  },
]

/** What the drafts, or the RFCs that they point to, leave to the provider. */
const open: readonly { kind: WrongKind; requirement: string; what: string }[] = [
  { kind: 'common-name-only', requirement: 'MIMI-TRN-018', what: 'whose domain stands in the common name only' },
  { kind: 'no-client-auth', requirement: 'MIMI-TRN-012', what: 'whose key usage does not include clientAuth' },
]

export default [
  ...wrong.map(({ kind, title, requirement, what }) =>
    check({
      id: `transport.client-certificate.${kind}`,
      title,
      requirements: [requirement],
      roles: ['provider', 'follower', 'hub'],
      fails: `A peer with ${what} is served.`,
      async run(context) {
        const { peer } = context
        const impostor = await peer.presenting(kind)
        const ask = await ordinary(context)
        await turnsAway(context, {
          what,
          mayDrop: true,
          wrong: () => ask(impostor, { fresh: true }),
          right: () => ask(peer, { fresh: true }),
        })
      },
    }),
  ),
  ...open.map(({ kind, requirement, what }) =>
    check({
      id: `transport.client-certificate.${kind}`,
      title: `Whether a client certificate is taken ${what}`,
      requirements: [requirement],
      roles: ['provider', 'follower', 'hub'],
      observes: true,
      fails: 'It cannot fail: a provider may take such a certificate or refuse it.',
      async run(context) {
        const { peer, that } = context
        const ask = await ordinary(context)
        const answer = await ask(await peer.presenting(kind), { fresh: true })
        that(!isEvaluated(answer), {
          expected: 'nothing in particular: it may be taken or refused',
          actual: `a client certificate ${what} is taken`,
          as: 'observe',
          exchange: answer,
        })
      },
    }),
  ),
  check({
    id: 'transport.client-certificate.wildcard',
    title: 'Whether a client certificate with a wildcard for the domain is taken',
    requirements: ['MIMI-TRN-018'],
    roles: ['provider', 'follower', 'hub'],
    observes: true,
    fails: 'It cannot fail: a provider may take a wildcard or refuse it.',
    async run(context) {
      const peer = await context.wrong('wildcard')
      const ask = await ordinary(context, peer)
      const answer = await ask(peer, { fresh: true })
      context.that(!isEvaluated(answer), {
        expected: 'nothing in particular: it may be taken or refused',
        actual: 'a client certificate with a wildcard for the domain is taken',
        as: 'observe',
        exchange: answer,
      })
    },
  }),
  check({
    id: 'transport.client-certificate.other-case',
    title: 'A client certificate that names the domain in capitals authenticates it',
    requirements: ['MIMI-TRN-018'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A peer whose certificate has B.EXAMPLE for b.example is refused.',
    async run(context) {
      const { peer, skip, expect } = context
      const ask = await ordinary(context)
      if (!isEvaluated(await ask(peer)))
        skip('an ordinary request is not answered either; judged by key-material.answered')
      await expect(ask(await peer.presenting('other-case'), { fresh: true })).evaluated()
    },
  }),
]
