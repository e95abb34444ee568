import { check } from '../../src/check/define.js'
import { headerValues } from '../../src/transport/exchange.js'
import { parseDirectory } from '../../src/transport/directory.js'

export default check({
  id: 'directory.present',
  title: 'The directory is at its well-known path, as one JSON document',
  requirements: ['MIMI-DIR-001', 'MIMI-DIR-002'],
  roles: ['provider', 'follower', 'hub'],
  fails: 'GET of the well-known path is not answered 200, or its body is not a JSON object of strings.',
  async run({ peer, target, expect, that }) {
    const { exchange } = await expect(peer.get(target.directoryUrl)).status(200)
    if (!exchange.response) return
    const { problems } = parseDirectory(exchange.response.body, new URL(target.directoryUrl))
    const form = problems.find(({ kind }) => kind === 'not-json' || kind === 'not-object' || kind === 'not-string')
    that(form === undefined, {
      requirement: 'MIMI-DIR-002',
      expected: 'one JSON object that maps endpoint names to strings',
      actual: `${form?.key ?? 'the directory'}: ${form?.message}`,
      exchange,
    })
    const types = headerValues(exchange.response, 'content-type')
    that(/^application\/json\b/i.test(types[0] ?? ''), {
      requirement: 'MIMI-DIR-002',
      expected: 'Content-Type application/json',
      actual: types[0] ?? 'no Content-Type',
      as: 'warn',
      exchange,
    })
  },
})
