import { hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt, expand, extract, mac, verifyMac } from './primitives.js'
import { suiteOf } from './suites.js'

const bytes = fc.uint8Array({ maxLength: 200 })

describe.each([1, 5, 7])('the primitives of suite %i', (id) => {
  const suite = suiteOf(id)

  it('extract and expand as HKDF does', () => {
    const length = fc.integer({ min: 0, max: 255 * suite.hashLength })
    fc.assert(
      fc.property(bytes, bytes, bytes, length, (salt, ikm, info, wanted) => {
        const expected = new Uint8Array(hkdfSync(suite.hash, ikm, salt, info, wanted))
        expect(expand(suite, extract(suite, salt, ikm), info, wanted)).toEqual(expected)
      }),
    )
    expect(() => expand(suite, new Uint8Array(), new Uint8Array(), 255 * suite.hashLength + 1)).toThrow(RangeError)
  })

  it('know a MAC of theirs from any other', () => {
    const [key, data] = [Uint8Array.of(1), Uint8Array.of(2)]
    const tag = mac(suite, key, data)
    expect(verifyMac(suite, key, tag, data)).toBe(true)
    expect(verifyMac(suite, data, tag, data)).toBe(false)
    expect(verifyMac(suite, key, tag.subarray(1), data)).toBe(false)
  })
})

it.each([1, 3, 5])('suite %i decrypts what it has encrypted, and nothing that was altered', (id) => {
  const suite = suiteOf(id)
  const length = suite.aead.keyLength
  const nonce = new Uint8Array(12)
  const key = fc.uint8Array({ minLength: length, maxLength: length })
  fc.assert(
    fc.property(key, bytes, bytes, fc.nat(), (secret, authenticated, plaintext, place) => {
      const sealed = encrypt(suite, secret, nonce, authenticated, plaintext)
      expect(sealed.length).toBe(plaintext.length + 16)
      expect(decrypt(suite, secret, nonce, authenticated, sealed)).toEqual(plaintext)
      const altered = sealed.with(place % sealed.length, (sealed[place % sealed.length] ?? 0) ^ 1)
      expect(() => decrypt(suite, secret, nonce, authenticated, altered)).toThrow()
      expect(() => decrypt(suite, secret, nonce, authenticated, sealed.subarray(0, 15))).toThrow()
    }),
  )
})
