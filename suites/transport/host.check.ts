import { check } from '../../src/check/define.js'
import { describeAnswer, isEvaluated, type Sending } from '../../src/peers/answer.js'
import { ordinary, turnsAway } from './gate.js'

export default [
  check({
    id: 'transport.host.with-port',
    title: 'A port in the Host header does not matter',
    requirements: ['MIMI-TRN-004'],
    roles: ['provider', 'follower', 'hub'],
    fails: 'The directory, or a query, is answered otherwise with Host: a.example:8443 than with Host: a.example.',
    async run({ peer, target, name, that, skip }) {
      const elements = [{ type: 'handle' as const, value: name('nobody') }]
      const directory = (Host: string) => peer.get(target.directoryUrl, { headers: { Host } })
      const query = (Host: string) => peer.identifierQuery({ elements, headers: { Host } })
      const asked = target.directory?.endpoints.identifierQuery
      const kinds: [url: string, ask: (host: string) => Sending][] = [[target.directoryUrl, directory]]
      if (asked !== undefined) kinds.push([asked, query])
      let judged = 0
      for (const [url, ask] of kinds) {
        const { hostname } = new URL(url)
        const bare = await ask(hostname)
        if (!isEvaluated(bare)) continue
        judged += 1
        const withPort = await ask(`${hostname}:8443`)
        that(withPort.status === bare.status && withPort.code === bare.code, {
          expected: `with Host: ${hostname}:8443 the same as with Host: ${hostname}, ${describeAnswer(bare)}`,
          actual: describeAnswer(withPort),
          exchange: withPort,
        })
      }
      if (judged === 0)
        skip('neither directory nor query is answered with a Host without port; judged by directory.present')
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
