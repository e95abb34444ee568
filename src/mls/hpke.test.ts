import { getCiphersuiteFromId } from 'ts-mls/crypto/ciphersuite.js'
import { getCiphersuiteImpl } from 'ts-mls'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deriveKeyPair,
  openBase,
  openWithLabel,
  receiveExport,
  sealBase,
  sealFrom,
  sealWithLabel,
  sendExport,
} from './hpke.js'
import { generateKeys, keyPairOf, rawPrivateKey } from './keys.js'
import { suiteOf, supportedSuites } from './suites.js'

const bytes = fc.uint8Array({ maxLength: 100 })
const text = (value: string) => new TextEncoder().encode(value)
const hex = (value: string) => new Uint8Array(Buffer.from(value, 'hex'))

describe.each(supportedSuites)('HPKE in suite %i', (suite) => {
  const keys = generateKeys(suiteOf(suite).kem)

  it('opens what it has sealed, and nothing else', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (info, aad, plaintext) => {
        const sealed = sealBase(suite, keys.publicKey, info, aad, plaintext)
        expect(openBase(suite, keys, info, aad, sealed)).toEqual(plaintext)
        const { kem_output, ciphertext } = sealed
        const altered = ciphertext.with(0, (ciphertext[0] ?? 0) ^ 1)
        expect(() => openBase(suite, keys, info, aad, { kem_output, ciphertext: altered })).toThrow()
        expect(() => openBase(suite, keys, Uint8Array.of(...info, 0), aad, sealed)).toThrow()
        expect(() => openBase(suite, keys, info, Uint8Array.of(...aad, 0), sealed)).toThrow()
      }),
      { numRuns: 10 },
    )
    const sealed = sealWithLabel(suite, keys.publicKey, 'Welcome', text('context'), text('secret'))
    expect(openWithLabel(suite, keys, 'Welcome', text('context'), sealed)).toEqual(text('secret'))
    expect(() => openWithLabel(suite, keys, 'UpdatePathNode', text('context'), sealed)).toThrow()
    const stranger = generateKeys(suiteOf(suite).kem)
    expect(() => openWithLabel(suite, stranger, 'Welcome', text('context'), sealed)).toThrow()
  })

  it('derives the same keys from the same octets, and exports the same secret on both sides', () => {
    const [one, same, other] = ['ikm of some length that is enough', 'ikm of some length that is enough', 'other'].map(
      (ikm) => deriveKeyPair(suite, text(ikm)),
    )
    expect(one?.publicKey).toEqual(same?.publicKey)
    expect(one?.publicKey).not.toEqual(other?.publicKey)
    if (!one) throw new Error('unreachable')
    const { kem_output, secret } = sendExport(suite, one.publicKey, text('exporter'), 40)
    expect(receiveExport(suite, one, kem_output, text('exporter'), 40)).toEqual(secret)
    expect(receiveExport(suite, one, kem_output, text('another'), 40)).not.toEqual(secret)
  })

  it('computes the public key that belongs to a private one', () => {
    const again = keyPairOf(suiteOf(suite).kem, rawPrivateKey(keys.privateKey))
    expect(again.publicKey).toEqual(keys.publicKey)
    expect(rawPrivateKey(again.privateKey)).toEqual(rawPrivateKey(keys.privateKey))
  })

  it('says what is wrong with octets that are no key', () => {
    const short = keys.publicKey.subarray(1)
    expect(() => sealBase(suite, short, text(''), text(''), text(''))).toThrow(/expected a public key of/)
    const sealed = { kem_output: short, ciphertext: new Uint8Array(20) }
    expect(() => openBase(suite, keys, text(''), text(''), sealed)).toThrow(/expected a KEM output of/)
  })
})

// The library that ts-mls comes with; the other suites need parts that are not installed.
describe.each([1, 2, 5, 7] as const)('HPKE in suite %i and @hpke/core', (suite) => {
  it('read each other, and derive the same keys', async () => {
    const { hpke } = await getCiphersuiteImpl(getCiphersuiteFromId(suite))
    const [info, aad, plaintext] = [text('info'), text('aad'), text('plaintext')]
    const ikm = text('input keying material of 66 bytes or more, so that it suits every KEM of all')
    const ours = deriveKeyPair(suite, ikm)
    const theirs = await hpke.deriveKeyPair(ikm)
    expect(await hpke.exportPublicKey(theirs.publicKey)).toEqual(ours.publicKey)
    expect(await hpke.exportPrivateKey(theirs.privateKey)).toEqual(rawPrivateKey(ours.privateKey))
    const sealed = await hpke.seal(theirs.publicKey, plaintext, info, aad)
    expect(openBase(suite, ours, info, aad, { kem_output: sealed.enc, ciphertext: sealed.ct })).toEqual(plaintext)
    const { kem_output, ciphertext } = sealBase(suite, ours.publicKey, info, aad, plaintext)
    expect(await hpke.open(theirs.privateKey, kem_output, ciphertext, info, aad)).toEqual(plaintext)
    const exported = sendExport(suite, ours.publicKey, text('context'), 32)
    const secret = await hpke.importSecret(
      theirs.privateKey,
      text('context'),
      exported.kem_output,
      32,
      new Uint8Array(),
    )
    expect(secret).toEqual(exported.secret)
  })
})

it('derives the keys of RFC 9180, A.1.1, and opens what was sealed for them', () => {
  const keys = deriveKeyPair(1, hex('6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037'))
  expect(rawPrivateKey(keys.privateKey)).toEqual(
    hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
  )
  expect(keys.publicKey).toEqual(hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'))
  const sealed = {
    kem_output: hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'),
    ciphertext: hex('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a'),
  }
  const info = hex('4f6465206f6e2061204772656369616e2055726e')
  expect(Buffer.from(openBase(1, keys, info, hex('436f756e742d30'), sealed)).toString()).toBe(
    'Beauty is truth, truth beauty',
  )
})

// RFC 9180, A.1.1 and A.3.1: base mode, first message.
const sealed9180 = [
  {
    suite: 1,
    ikmE: '7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234',
    pkRm: '3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d',
    shared_secret: 'fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc',
    key: '4531685d41d65f03dc48f6b8302c05b0',
    base_nonce: '56d890e5accaaf011cff4b7d',
    kem_output: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
    ciphertext: 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
  },
  {
    suite: 2,
    ikmE: '4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e',
    pkRm: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
    shared_secret: 'c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8',
    key: '868c066ef58aae6dc589b6cfdd18f97e',
    base_nonce: '4e0bc5018beba4bf004cca59',
    kem_output:
      '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
    ciphertext: '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  },
]

it.each(sealed9180)(
  'seals from a given key what RFC 9180 has sealed (suite $suite)',
  ({ suite, ikmE, pkRm, ...made }) => {
    const info = hex('4f6465206f6e2061204772656369616e2055726e')
    const plaintext = text('Beauty is truth, truth beauty')
    const sealed = sealFrom(suite, deriveKeyPair(suite, hex(ikmE)), hex(pkRm), info, hex('436f756e742d30'), plaintext)
    const { shared_secret, key, base_nonce, kem_output, ciphertext } = made
    expect(sealed).toEqual({
      shared_secret: hex(shared_secret),
      key: hex(key),
      base_nonce: hex(base_nonce),
      kem_output: hex(kem_output),
      ciphertext: hex(ciphertext),
    })
  },
)
