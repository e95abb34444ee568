/** That noble makes the same signatures, also with P-521, is seen where it makes those of the vectors. */
import { expect, it } from 'vitest'
import { keyPairOf } from '../../../src/mls/keys.js'
import { verifyBytes } from '../../../src/mls/sign.js'
import { suiteOf } from '../../../src/mls/suites.js'
import { der, signEcdsa } from './ecdsa.js'
import { signatureKeys } from './keys.js'
import { octets } from './octets.js'

const sample = new TextEncoder().encode('sample')

/** RFC 6979, A.2.5 and A.2.6: SHA-256 with P-256, SHA-384 with P-384. */
const published = [
  {
    suite: 2,
    x: 'c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721',
    r: 'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
    s: 'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  },
  {
    suite: 7,
    x: '6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d896d5724e4c70a825f872c9ea60d2edf5',
    r: '94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46',
    s: '99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8',
  },
]

it.each(published)('signs what RFC 6979 has signed (suite $suite)', ({ suite, x, r, s }) => {
  const parameters = suiteOf(suite)
  const keys = keyPairOf(parameters.signature, Uint8Array.from(Buffer.from(x, 'hex')))
  expect(signEcdsa(parameters, keys, sample)).toEqual({ r: BigInt(`0x${r}`), s: BigInt(`0x${s}`) })
})

it.each([2, 5, 7])('makes DER that node:crypto takes (suite %i)', (suite) => {
  const keys = signatureKeys(suite, 'somebody')
  for (let length = 0; length < 20; length++) {
    const message = octets('a message', length)
    const signature = der(signEcdsa(suiteOf(suite), keys, message))
    expect(verifyBytes(suite, keys.publicKey, message, signature)).toBe(true)
  }
})
