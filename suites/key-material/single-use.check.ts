import { check } from '../../src/check/define.js'
import { encode } from '../../src/codec/index.js'
import { keyPackageRef } from '../../src/mls/sign.js'
import { KeyPackage } from '../../src/mls/wire/index.js'

export default check({
  id: 'key-material.single-use',
  title: 'A key package handed out once is never handed out again',
  requirements: ['MIMI-KEY-018'],
  roles: ['provider'],
  needs: ['createUser', 'publishKeyPackages', 'setConsent'],
  fails: 'Two requests, from one peer or from two, are answered with the same key package.',
  async run({ target, peer, other, expect, that }) {
    const user = await target.user({ keyPackages: 3 })
    const seen = new Set<string>()
    for (const from of [peer, peer, other]) {
      const answer = await from.keyMaterial({ requester: from.user(), target: user.uri }).accepted()
      for (const client of (await expect(answer).reads()).clients) {
        if (!('keyPackage' in client)) continue
        const { cipher_suite } = client.keyPackage
        const ref = Buffer.from(keyPackageRef(cipher_suite, encode(KeyPackage, client.keyPackage))).toString('hex')
        that(!seen.has(ref), {
          expected: 'a key package that was not handed out before',
          actual: `KeyPackageRef ${ref} again`,
          exchange: answer,
        })
        seen.add(ref)
      }
    }
  },
})
