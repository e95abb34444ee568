import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateSignatureKeys, signWithLabel, verifyWithLabel } from './sign.js'
import { supportedSuites, suiteOf } from './suites.js'

const content = new TextEncoder().encode('content')

describe.each(supportedSuites)('a signature in suite %i', (suite) => {
  const keys = generateSignatureKeys(suite)
  const signature = signWithLabel(suite, keys.privateKey, 'KeyPackageTBS', content)

  it('verifies with its key, label and content only', () => {
    const other = generateSignatureKeys(suite)
    expect(verifyWithLabel(suite, keys.publicKey, 'KeyPackageTBS', content, signature)).toBe(true)
    expect(verifyWithLabel(suite, other.publicKey, 'KeyPackageTBS', content, signature)).toBe(false)
    expect(verifyWithLabel(suite, keys.publicKey, 'LeafNodeTBS', content, signature)).toBe(false)
    expect(verifyWithLabel(suite, keys.publicKey, 'KeyPackageTBS', content.subarray(1), signature)).toBe(false)
  })

  it('is false, and no exception, with whatever octets as key or signature', () => {
    const { length } = keys.publicKey
    const likeAKey = fc.uint8Array({ minLength: length, maxLength: length })
    const likeAPoint = likeAKey.map((bytes) => Uint8Array.from([4, ...bytes.subarray(1)]))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), likeAKey, likeAPoint), fc.uint8Array({ maxLength: 150 }), (key, made) => {
        expect(verifyWithLabel(suite, key, 'KeyPackageTBS', content, signature)).toBe(false)
        expect(verifyWithLabel(suite, keys.publicKey, 'KeyPackageTBS', content, made)).toBe(false)
      }),
      { numRuns: 50 },
    )
  })
})

describe('forms that RFC 9420 does not have', () => {
  const keys = generateSignatureKeys(2)
  const signature = signWithLabel(2, keys.privateKey, 'KeyPackageTBS', content)

  it('a compressed point is no public key (5.1.1)', () => {
    const compressed = Uint8Array.from([2 + ((keys.publicKey.at(-1) ?? 0) & 1), ...keys.publicKey.subarray(1, 33)])
    expect(verifyWithLabel(2, compressed, 'KeyPackageTBS', content, signature)).toBe(false)
  })

  it('an ECDSA signature is DER and nothing behind it (5.1.2)', () => {
    expect(signature[0]).toBe(0x30)
    const trailed = Uint8Array.from([...signature, 0])
    expect(verifyWithLabel(2, keys.publicKey, 'KeyPackageTBS', content, trailed)).toBe(false)
  })

  it('an unknown suite verifies nothing and signs nothing', () => {
    expect(verifyWithLabel(0x0a0a, keys.publicKey, 'KeyPackageTBS', content, signature)).toBe(false)
    expect(() => suiteOf(0x0a0a)).toThrow('cipher suite 2570 is unknown')
  })
})
