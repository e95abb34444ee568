import 'reflect-metadata'
import { webcrypto, KeyObject } from 'node:crypto'
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'
import { describe, expect, it } from 'vitest'
import { basicCredential, credentialIdentity, vouchesFor } from './credential.js'
import { createDevice } from './device.js'
import { verifyKeyPackage } from './key-package.js'
import { type KeyPair, rawPublicKey } from './keys.js'
import { suiteOf } from './suites.js'
import type { Credential } from './wire/credential.js'

const user = 'mimi://b.example/u/alice'

async function certified(...uris: string[]): Promise<{ credential: Credential; signatureKeys: KeyPair }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const names = [
    { type: 'dns' as const, value: 'b.example' },
    ...uris.map((value) => ({ type: 'url' as const, value })),
  ]
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { keys, name: 'CN=alice', signingAlgorithm: algorithm, extensions: [new SubjectAlternativeNameExtension(names)] },
    webcrypto,
  )
  const publicKey = rawPublicKey(suiteOf(2).signature, KeyObject.from(keys.publicKey))
  const certificates = [{ cert_data: new Uint8Array(certificate.rawData) }]
  return {
    credential: { credential_type: 2, certificates },
    signatureKeys: { publicKey, privateKey: KeyObject.from(keys.privateKey) },
  }
}

describe('a basic credential', () => {
  it('presents its identity, and nothing where that is no text', () => {
    expect(credentialIdentity(basicCredential(user))).toEqual([user])
    expect(credentialIdentity({ credential_type: 1, identity: Uint8Array.of(0xff) })).toEqual([])
  })
})

describe('an X.509 credential', () => {
  it('presents the URIs of its first certificate', async () => {
    const { credential } = await certified(user, 'mimi://b.example/d/alice,1')
    expect(credentialIdentity(credential)).toEqual([user, 'mimi://b.example/d/alice,1'])
  })

  it('vouches for the key in its first certificate only', async () => {
    const { credential, signatureKeys } = await certified(user)
    const other = await certified(user)
    expect(vouchesFor(credential, 2, signatureKeys.publicKey)).toBe(true)
    expect(vouchesFor(credential, 2, other.signatureKeys.publicKey)).toBe(false)
    expect(vouchesFor(credential, 1, signatureKeys.publicKey)).toBe(false)
  })

  it('makes no valid key packages with another key', async () => {
    const { credential } = await certified(user)
    const device = createDevice({ draft: '06', userUri: user, clientUri: user, suite: 2, certify: () => credential })
    const problems = device.keyPackages(1).flatMap(({ bytes }) => verifyKeyPackage(bytes, new Date()))
    expect(problems.map(({ code }) => code)).toEqual(['credential-key'])
  })

  it('presents nothing when it is not one DER certificate', async () => {
    const { credential } = await certified(user)
    if (credential.credential_type !== 2) throw new Error('not X.509')
    const trailed = Uint8Array.from([...(credential.certificates[0]?.cert_data ?? []), 0])
    for (const cert_data of [trailed, new Uint8Array(), Uint8Array.of(0x30, 0x80)]) {
      expect(credentialIdentity({ credential_type: 2, certificates: [{ cert_data }] })).toEqual([])
    }
    expect(credentialIdentity({ credential_type: 2, certificates: [] })).toEqual([])
  })
})
