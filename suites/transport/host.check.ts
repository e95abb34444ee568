import { check } from '../../src/check/define.js'
import { describeAnswer, isEvaluated } from '../../src/peers/answer.js'
import { ordinary, turnsAway } from './gate.js'

export default [
  check({
    id: 'transport.host.with-port',
    title: 'A port in the Host header does not matter',
    requirements: ['MIMI-TRN-004'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A query with Host: a.example:8443 is answered otherwise than the same with Host: a.example.',
    async run({ peer, target, name, that, skip }) {
      const elements = [{ type: 'handle' as const, value: name('nobody') }]
      const { hostname } = new URL(target.url('identifierQuery', target.domain))
      const query = (Host: string) => peer.identifierQuery({ elements, headers: { Host } })
      const bare = await query(hostname)
      if (!isEvaluated(bare))
        skip(`a query with Host: ${hostname} got ${describeAnswer(bare)}; judged by query.answered`)
      const withPort = await query(`${hostname}:8443`)
      that(withPort.status === bare.status && withPort.code === bare.code, {
        expected: `with Host: ${hostname}:8443 the same as with Host: ${hostname}, ${describeAnswer(bare)}`,
        actual: describeAnswer(withPort),
        exchange: withPort,
      })
    },
  }),
  check({
    id: 'transport.host.unrelated',
    title: 'A request whose Host names a provider that is not here is refused',
    requirements: ['MIMI-TRN-019'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'A request for unrelated.example is answered as if it were for this provider (a warning).',
    async run(context) {
      const { peer } = context
      const ask = await ordinary(context)
      await turnsAway(context, {
        what: 'Host: unrelated.example',
        // The status is unstated, and a server with a single tenant may ignore Host.
        accepted: 'warn',
        wrong: () => ask(peer, { headers: { Host: 'unrelated.example' } }),
        right: () => ask(peer),
      })
    },
  }),
]
