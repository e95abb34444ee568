import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Peer } from '../../src/peers/peer.js'
import type { WrongCertificate } from './gate.js'
import { clientNeeds, handInRoomless, localUser } from './local-client.js'

const wrong: readonly WrongCertificate[] = [
  {
    kind: 'other-domain',
    title: 'Nothing is sent to a peer whose certificate is for another domain',
    requirement: 'MIMI-TRN-016',
    what: 'a trusted certificate for another domain',
  },
  {
    kind: 'other-authority',
    title: 'Nothing is sent to a peer whose certificate no trusted authority vouches for',
    requirement: 'MIMI-TRN-017',
    what: 'a certificate of the right name from an untrusted authority',
  },
  {
    kind: 'expired',
    title: 'Nothing is sent to a peer whose certificate has expired',
    requirement: 'MIMI-TRN-017',
    what: 'a certificate that expired yesterday',
  },
  {
    kind: 'not-yet-valid',
    title: 'Nothing is sent to a peer whose certificate is not valid yet',
    requirement: 'MIMI-TRN-017',
    what: 'a certificate that is valid from tomorrow on',
  },
]

/** A request of the same user to a good peer arrives, so that one which stayed away was held back. */
async function marker(context: CheckContext, user: Awaited<ReturnType<typeof localUser>>): Promise<void> {
  const { record } = await handInRoomless(context, user, context.other, 'requestConsent')
  if (!record) context.skip('no request comes to a good peer either; judged by directory.followed.ordinary')
}

/** Whether the target has been there at all: a connection without a request is how a refusal looks from the server. */
function wasTried(peer: Peer): boolean {
  return peer.silences().length > 0 || peer.requests().length > 0
}

export default [
  ...wrong.map(({ kind, title, requirement, what }) =>
    check({
      id: `transport.refuses-server.${kind}`,
      title,
      requirements: [requirement],
      roles: ['provider', 'follower', 'hub'],
      needs: clientNeeds,
      fails: `A request arrives at a peer that presents ${what}.`,
      async run(context) {
        const { silent, observe, skip } = context
        const odd = await context.odd()
        await odd.presents(kind)
        const user = await localUser(context)
        await handInRoomless(context, user, odd, 'requestConsent')
        await silent(
          odd,
          { where: ({ action }) => action !== 'directory' },
          {
            expected: `no request at ${odd.domain}, which presents ${what}`,
            marker: () => marker(context, user),
          },
        )
        if (!wasTried(odd))
          skip(`the target never connected to ${odd.domain}: whether it refuses ${what} is not to be seen`)
        const [looked] = odd.requests({ action: 'directory' })
        if (looked) observe(`the directory of a peer with ${what} is read all the same`, looked)
      },
    }),
  ),
  check({
    id: 'transport.refuses-server.common-name-only',
    title: 'Whether a peer is believed whose domain stands in the common name only',
    requirements: ['MIMI-TRN-018'],
    roles: ['provider', 'follower', 'hub'],
    needs: clientNeeds,
    observes: true,
    fails: 'It cannot fail: RFC 6125 lets the common name count, its successor does not.',
    async run(context) {
      const odd = await context.odd()
      await odd.presents('common-name-only')
      const { record } = await handInRoomless(context, await localUser(context), odd, 'requestConsent')
      context.that(record === null, {
        expected: 'nothing in particular: it may be believed or not',
        actual: 'a peer whose domain stands in the common name only is believed',
        as: 'observe',
        exchange: record ?? undefined,
      })
    },
  }),
]
