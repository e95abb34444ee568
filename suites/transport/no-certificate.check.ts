import { check } from '../../src/check/define.js'
import type { CheckContext } from '../../src/check/context.js'
import type { Operation } from '../../src/target/driver/contract.js'
import { groupInfoRequest } from '../../src/peers/room-requests.js'
import { type Ask, ordinary, turnsAway } from './gate.js'

interface Endpoints {
  word: string
  needs?: Operation[]
  /** Prepares a request whose repetition is answered alike. */
  ask: (context: CheckContext) => Promise<Ask>
}

const classes: readonly Endpoints[] = [
  { word: 'key-material', ask: ordinary },
  {
    word: 'identifier-query',
    ask: async ({ name }) => {
      const elements = [{ type: 'handle' as const, value: name('nobody') }]
      return (from, options = {}) => from.identifierQuery({ elements, ...options })
    },
  },
  {
    word: 'consent',
    needs: ['createUser', 'publishKeyPackages'],
    ask: async ({ target, peer }) => {
      const user = await target.user({ keyPackages: 0, consent: 'none' })
      const entry = { operation: 'request' as const, requester: peer.user().uri, target: user.uri }
      return (from, options = {}) => from.requestConsent({ ...entry, ...options })
    },
  },
  {
    word: 'notify',
    needs: ['createUser', 'publishKeyPackages', 'setConsent'],
    ask: async ({ target, hub }) => {
      const room = await hub.roomWith(await target.user())
      const body = hub.fanout(room, await room.applicationMessage('who brings this?'))
      return (from, options = {}) => from.notify(target, body, options)
    },
  },
  {
    word: 'group-info',
    ask: async ({ target, peer, draft }) => {
      const room = target.unknownRoom()
      const body = groupInfoRequest(draft, peer.user().device.mls)
      return (from, options = {}) => from.send('groupInfo', room, body, options)
    },
  },
]

export default classes.map(({ word, needs = [], ask: prepared }) =>
  check({
    id: `transport.no-certificate.${word}`,
    title: `A peer without a client certificate gets no ${word.replace('-', ' ')} answered`,
    requirements: ['MIMI-TRN-011'],
    roles: ['provider', 'follower', 'hub'],
    needs,
    fails: 'A request that comes without a client certificate is answered like one that is authenticated.',
    async run(context) {
      const { peer } = context
      const ask = await prepared(context)
      const anonymous = await peer.presenting('none')
      await turnsAway(context, {
        what: 'no client certificate',
        mayDrop: true,
        wrong: () => ask(anonymous, { fresh: true }),
        right: () => ask(peer, { fresh: true }),
      })
    },
  }),
)
