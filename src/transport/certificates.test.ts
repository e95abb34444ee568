import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAuthority, readAuthority, type Authority } from './certificates.js'
import { CredentialError, readAnchors, readIdentity } from './credentials.js'
import { certificateFacts } from './tls-facts.js'

let authority: Authority
beforeAll(async () => {
  authority = await createAuthority('Mimicry run CA')
})

describe('a made authority', () => {
  it('is a P-256 CA that signs itself', () => {
    const ca = new X509Certificate(authority.pem)
    expect(ca.ca).toBe(true)
    expect(ca.subject).toBe('CN=Mimicry run CA')
    expect(ca.verify(ca.publicKey)).toBe(true)
    expect(ca.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  })

  it('issues identities that name exactly the domain, for both uses', async () => {
    const identity = await authority.issue({ domain: 'b-06.example' })
    const leaf = new X509Certificate(identity.cert)
    expect(identity.domain).toBe('b-06.example')
    expect(leaf.verify(new X509Certificate(authority.pem).publicKey)).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(certificateFacts(leaf)).toMatchObject({
      subject: 'CN=b-06.example',
      issuer: 'CN=Mimicry run CA',
      sans: ['b-06.example'],
      extKeyUsage: ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2'],
    })
    expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(readIdentity(identity, 'it')).toEqual(identity)
  })

  it.each(['ed25519', 'ec'] as const)('certifies keys of MLS clients (%s) by a URI', async (kind) => {
    const { publicKey } =
      kind === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
    const uri = 'mimi://b.example/u/bob'
    const certificate = new X509Certificate(authority.certify({ uri, publicKey, subject: { O: 'Example' } }))
    expect(certificate.publicKey.equals(publicKey)).toBe(true)
    expect(certificate.subjectAltName).toBe(`URI:${uri}`)
    expect(certificate.subject.split('\n')).toContain('O=Example')
    expect(certificate.verify(new X509Certificate(authority.pem).publicKey)).toBe(true)
  })

  it('issues wrong ones as asked', async () => {
    const notBefore = new Date('2020-01-01T00:00:00Z')
    const notAfter = new Date('2020-02-01T00:00:00Z')
    const facts = async (options: Parameters<Authority['issue']>[0]): Promise<ReturnType<typeof certificateFacts>> =>
      certificateFacts(new X509Certificate((await authority.issue(options)).cert))
    const domain = 'b.example'
    expect(await facts({ domain, notBefore, notAfter })).toMatchObject({
      validFrom: '2020-01-01T00:00:00.000Z',
      validTo: '2020-02-01T00:00:00.000Z',
    })
    expect(await facts({ domain, commonNameOnly: true })).toMatchObject({ subject: 'CN=b.example', sans: [] })
    expect(await facts({ domain, sans: ['*.b.example', 'c.example'] })).toMatchObject({
      sans: ['*.b.example', 'c.example'],
    })
    expect(await facts({ domain, usages: ['serverAuth'] })).toMatchObject({ extKeyUsage: ['1.3.6.1.5.5.7.3.1'] })
    expect(await facts({ domain, usages: [] })).toMatchObject({ extKeyUsage: [] })
    expect((await facts({ domain: `${'x'.repeat(63)}.example` })).sans).toEqual([`${'x'.repeat(63)}.example`])
  })

  it('gives every certificate a number of its own', async () => {
    const identities = await Promise.all(Array.from({ length: 8 }, () => authority.issue({ domain: 'b.example' })))
    expect(new Set(identities.map(({ cert }) => new X509Certificate(cert).serialNumber)).size).toBe(8)
  })
})

describe("the user's authority", () => {
  it('issues like a made one', async () => {
    const same = await readAuthority({ cert: authority.pem, key: authority.key }, 'the CA')
    const leaf = new X509Certificate((await same.issue({ domain: 'b.example' })).cert)
    expect(leaf.checkIssued(new X509Certificate(authority.pem))).toBe(true)
    expect(leaf.verify(new X509Certificate(authority.pem).publicKey)).toBe(true)
  })

  it('is refused with a reason', async () => {
    const other = await createAuthority('Other')
    const leaf = await authority.issue({ domain: 'b.example' })
    const read = (cert: string, key: string): Promise<Authority> => readAuthority({ cert, key }, 'the CA')
    await expect(read(authority.pem, other.key)).rejects.toThrow('the CA: the key does not belong to the certificate')
    await expect(read(leaf.cert, leaf.key)).rejects.toThrow('is no CA certificate')
    await expect(read('ca.pem', authority.key)).rejects.toThrow('the CA, certificate: no PEM certificate found')
    await expect(read('ca.pem', authority.key)).rejects.toThrow('this is a path')
  })
})

describe('what the user supplies', () => {
  it('is read: anchors in a bundle, chains, keys in other forms', async () => {
    const leaf = await authority.issue({ domain: 'b.example' })
    const bundle = `Bag attributes\n${authority.pem}\n\n${leaf.cert}`
    expect(readAnchors(bundle, 'anchors')).toHaveLength(2)
    const chain = readIdentity({ ...leaf, cert: leaf.cert + authority.pem }, 'peer')
    expect(chain.cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
  })

  it('is refused with what is wrong and what to do', async () => {
    const leaf = await authority.issue({ domain: 'b.example' })
    const read = (part: { cert?: string; key?: string }) => () => readIdentity({ ...leaf, ...part }, 'peers.b')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const encrypted = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    const another = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    expect(read({ key: encrypted.toString() })).toThrow(
      /^peers\.b, key: the private key is encrypted; decrypt it first/,
    )
    expect(read({ key: another })).toThrow('the key does not belong to the first certificate (CN=b.example)')
    expect(read({ key: '' })).toThrow('it is empty')
    expect(read({ key: './b.key' })).toThrow('this is a path')
    expect(read({ key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' })).toThrow('damaged')
    expect(read({ cert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' })).toThrow('1 of 1 is damaged')
    expect(read({ cert: leaf.key })).toThrow(CredentialError)
  })
})
