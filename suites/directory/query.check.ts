import { check } from '../../src/check/define.js'
import { describeAnswer, isEvaluated } from '../../src/peers/answer.js'

export default check({
  id: 'directory.query.domain',
  title: 'The path of identifierQuery takes the domain of the provider that is asked',
  requirements: ['MIMI-DIR-015'],
  roles: ['provider', 'follower', 'hub'],
  fails: "A query with the target's own domain in the path is not answered, while one with another domain is.",
  async run({ peer, target, name, that, skip }) {
    const elements = [{ type: 'handle' as const, value: name('nobody') }]
    const own = await peer.identifierQuery({ elements })
    const asking = isEvaluated(own) ? null : await peer.identifierQuery({ elements, domain: peer.domain })
    if (asking && !isEvaluated(asking)) skip('no query is evaluated, whatever its path; judged by query.answered')
    that(asking === null, {
      expected: `an answer to a query whose path names ${target.domain}, the provider that is asked`,
      actual: `${describeAnswer(own)}, while the path with the asking provider's domain is understood`,
      exchange: own,
    })
  },
})
