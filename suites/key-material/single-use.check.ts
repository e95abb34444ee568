import { check } from '../../src/check/define.js'
import { lastResort } from '../../src/mls/artefacts.js'
import { ask, provisioning, refsOf } from './asking.js'

const shared = { requirements: ['MIMI-KEY-018'], roles: ['provider' as const], needs: provisioning }

export default [
  check({
    ...shared,
    id: 'key-material.single-use',
    title: 'A key package handed out once is never handed out again, to whichever provider',
    fails: 'Two requests, from one peer or from two, are answered with the same key package.',
    async run({ target, peer, other, that }) {
      const user = await target.user({ keyPackages: 3 })
      const seen = new Set<string>()
      for (const from of [peer, peer, other, other]) {
        // The first finds something; the last finds nothing that is left.
        const answer = await (seen.size === 0 ? ask(from, user).accepted() : ask(from, user))
        for (const ref of refsOf(answer.value)) {
          that(!seen.has(ref), {
            expected: 'a key package that was not handed out before, or none',
            actual: `KeyPackageRef ${ref} again, this time to ${from.domain}`,
            exchange: answer,
          })
          seen.add(ref)
        }
      }
    },
  }),
  check({
    ...shared,
    id: 'key-material.single-use.last-resort',
    title: 'A key package marked as one of last resort is handed out once only, like any other',
    fails: 'It is handed out a second time, when nothing else is left.',
    async run({ draft, target, peer, other, that }) {
      const user = await target.user({ keyPackage: lastResort(draft), keyPackages: 1 })
      const first = await ask(peer, user).accepted()
      const second = await ask(other, user)
      const again = refsOf(second.value).filter((ref) => refsOf(first.value).includes(ref))
      that(again.length === 0, {
        expected: 'no key package: the only one was handed out before',
        actual: `KeyPackageRef ${again.join(', ')} again`,
        note: 'it carries the last_resort marker; MIMI knows no such exception to single use (5.2)',
        exchange: second,
      })
    },
  }),
]
