import { check } from '../../src/check/define.js'
import type { Severity } from '../../src/check/finding.js'
import type { Peer } from '../../src/peers/peer.js'
import { ordinary, turnsAway } from './gate.js'

interface Wrong {
  word: string
  title: string
  requirement: string
  what: string
  /** The From fields in place of the right one. */
  from: (peer: Peer) => string | string[] | null
}

/** Only the sender is bound to name itself so, and its certificate names it as well. */
const accepted: Severity = 'warn'

const wrong: readonly Wrong[] = [
  {
    word: 'missing',
    title: 'A request without From is refused',
    requirement: 'MIMI-TRN-008',
    what: 'no From header',
    from: () => null,
  },
  {
    word: 'display-name',
    title: 'A From with a display name and angle brackets is refused',
    requirement: 'MIMI-TRN-009',
    what: 'a From with display name and angle brackets',
    from: ({ domain }) => `"MIMI" <mimi@${domain}>`,
  },
  {
    word: 'other-local-part',
    title: 'A From with another local part than mimi is refused',
    requirement: 'MIMI-TRN-009',
    what: 'a From with the local part other',
    from: ({ domain }) => `other@${domain}`,
  },
  {
    word: 'repeated',
    title: 'A request with two From headers is refused',
    requirement: 'MIMI-TRN-009',
    what: 'a second From header',
    from: ({ domain }) => [`mimi@${domain}`, `mimi@${domain}`],
  },
]

export default [
  ...wrong.map(({ word, title, requirement, what, from }) =>
    check({
      id: `transport.from.${word}`,
      title,
      requirements: [requirement],
      roles: ['provider', 'follower', 'hub'],
      fails: `A request with ${what} is answered like any other.`,
      async run(context) {
        const { peer } = context
        const ask = await ordinary(context)
        await turnsAway(context, {
          what,
          accepted,
          wrong: () => ask(peer, { headers: { From: from(peer) } }),
          right: () => ask(peer),
        })
      },
    }),
  ),
  check({
    id: 'transport.from.other-domain',
    title: 'A From that names another domain than the client certificate is refused',
    requirements: ['MIMI-TRN-010'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A provider with a trusted certificate of its own speaks for another one.',
    async run(context) {
      const { peer, other } = context
      const ask = await ordinary(context, other)
      await turnsAway(context, {
        what: `From: mimi@${other.domain} over a connection authenticated as ${peer.domain}`,
        mayDrop: true,
        wrong: () => ask(peer, { headers: { From: `mimi@${other.domain}` } }),
        right: () => ask(other),
      })
    },
  }),
  check({
    id: 'transport.from.other-case',
    title: 'A From whose domain is in capitals names the same provider',
    requirements: ['MIMI-TRN-018'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A request with From: mimi@B.EXAMPLE is answered otherwise than one with mimi@b.example.',
    async run(context) {
      const { peer, prepare, expect } = context
      const ask = await ordinary(context)
      const usual = await prepare('ask with an ordinary From', 'key-material.answered', () => ask(peer))
      if (usual.status === null || usual.status >= 300) context.skip('an ordinary request is not answered 2xx either')
      await expect(ask(peer, { headers: { From: `mimi@${peer.domain.toUpperCase()}` } })).evaluated()
    },
  }),
]
