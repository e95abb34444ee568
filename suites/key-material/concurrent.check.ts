import { check } from '../../src/check/define.js'
import { ask, provisioning, refsOf } from './asking.js'

const requests = 50
/** Less than what is asked for, so that the last ones are contended. */
const stock = 40

export default check({
  id: 'key-material.concurrent',
  title: `${requests} requests at the same time, over many connections of two peers, never get the same key package`,
  requirements: ['MIMI-KEY-019'],
  roles: ['provider'],
  needs: provisioning,
  fails: 'Two of the concurrent requests are answered with the same key package: taking one is not atomic.',
  async run({ target, peer, other, that, skip }) {
    const user = await target.user({ keyPackages: stock })
    const answers = await Promise.all(
      Array.from({ length: requests }, (_, index) => ask(index % 2 === 0 ? peer : other, user)),
    )
    const handedOut = answers.flatMap((answer) => refsOf(answer.value))
    if (handedOut.length < 2) skip('fewer than two requests got a key package; judged by key-material.answered')
    const repeated = new Set(handedOut.filter((ref, index) => handedOut.indexOf(ref) < index))
    const shown = answers.findLast((answer) => refsOf(answer.value).some((ref) => repeated.has(ref)))
    that(repeated.size === 0, {
      expected: `a key package of its own for each of ${requests} concurrent requests, or none`,
      actual: `${repeated.size} of ${new Set(handedOut).size} key packages were handed out more than once`,
      exchange: shown,
    })
  },
})
