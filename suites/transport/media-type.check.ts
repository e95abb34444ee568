import { check } from '../../src/check/define.js'
import { describeAnswer, isEvaluated } from '../../src/peers/answer.js'
import { headerValues } from '../../src/transport/exchange.js'

const types = ['application/octet-stream', 'message/mimi', null]

export default check({
  id: 'transport.media-type',
  title: 'A body is read alike whatever media type it is said to have',
  requirements: ['MIMI-TRN-020'],
  roles: ['provider', 'follower', 'hub'],
  fails: 'A query is refused for its Content-Type, or for having none, though no draft assigns one (a warning).',
  async run({ peer, name, that, skip }) {
    const elements = [{ type: 'handle' as const, value: name('nobody') }]
    const usual = await peer.identifierQuery({ elements })
    if (!isEvaluated(usual)) skip(`a query got ${describeAnswer(usual)}; judged by query.answered`)
    for (const type of types) {
      const answer = await peer.identifierQuery({ elements, headers: { 'Content-Type': type } })
      const { response } = answer.exchange
      const wanted = response ? ['Accept', 'Accept-Post'].flatMap((header) => headerValues(response, header)) : []
      that(isEvaluated(answer), {
        expected: `${describeAnswer(usual)} also with ${type === null ? 'no Content-Type' : `Content-Type ${type}`}`,
        actual: `${describeAnswer(answer)}${wanted.length === 0 ? '' : `; accepted: ${wanted.join(', ')}`}`,
        as: answer.status !== null && answer.status < 500 ? 'warn' : 'fail',
        exchange: answer,
      })
    }
  },
})
