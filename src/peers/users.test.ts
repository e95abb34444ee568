import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultReadings } from '../drafts/readings.js'
import { credentialIdentity } from '../mls/credential.js'
import { verifyKeyPackage } from '../mls/key-package.js'
import type { Network } from './network.js'
import { createNetwork } from './peer-network.js'
import { testSession } from './test-rig.js'
import { makeClient } from './users.js'

let network: Network
beforeAll(async () => {
  network = await createNetwork({ draft: '06', readings: { ...defaultReadings, clientCredential: 'x509' } })
})
afterAll(() => network.close())

describe('a client of a run with X.509 credentials', () => {
  it.each([1, 2, 7])('has a certificate of its own for each key, issued by the run: suite %i', (suite) => {
    const { uri, device } = network.peer('b', testSession('certified')).user()
    const [bundle] = device.keyPackages(1, { suite })
    const leaf = bundle?.keyPackage.leaf_node
    if (!bundle || leaf?.credential.credential_type !== 2) throw new Error('expected an X.509 credential')
    expect(verifyKeyPackage(bundle.bytes, new Date())).toEqual([])
    expect(credentialIdentity(leaf.credential)).toEqual([uri])
    const [first] = leaf.credential.certificates
    const certificate = new X509Certificate(first?.cert_data ?? new Uint8Array())
    const [anchor = ''] = network.userTrustAnchors
    expect(certificate.checkIssued(new X509Certificate(anchor))).toBe(true)
    expect(certificate.verify(new X509Certificate(anchor).publicKey)).toBe(true)
    expect(device.mls.credentialFor(suite)).toBe(leaf.credential)
  })
})

describe('a client of a run with other numbers', () => {
  it('supports the extensions of the numbers agreed, besides its own', () => {
    const readings = { ...defaultReadings, appSyncExtension: 0xf1a1, semiPrivateWireFormat: 0xf001 }
    const credential = () => expect.unreachable('no certificate is needed')
    const names = { userUri: 'mimi://b.example/u/bob', clientUri: 'mimi://b.example/d/bob-1' }
    const [bundle] = makeClient({ draft: '02ed', readings, credential }, names).keyPackages(1)
    expect(bundle?.keyPackage.leaf_node.capabilities.extensions).toEqual(
      expect.arrayContaining([0xf1a1, defaultReadings.externalReceiversExtension]),
    )
  })
})
