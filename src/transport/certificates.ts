/**
 * Certificates made while Mimicry runs: an authority, and identities of provider domains, right ones and wrong ones.
 * The only importer of @peculiar/x509, which is loaded with the first authority.
 */
import { KeyObject, randomBytes, webcrypto } from 'node:crypto'
import type { Extension, X509Certificate } from '@peculiar/x509'
import { type SignatureAlgorithm, signedCertificate } from './client-certificates.js'
import { CredentialError, readCertificates, readKey, subjectOf } from './credentials.js'
import type { Identity } from './identity.js'

export type { Identity } from './identity.js'

export interface IssueOptions {
  domain: string
  /** dNSNames; the domain alone unless given. `*.b.example` makes a wildcard. */
  sans?: string[]
  /** No subjectAltName at all: the domain stands in the subject's common name only. */
  commonNameOnly?: boolean
  /** An hour ago unless given. */
  notBefore?: Date
  /** In 30 days unless given. */
  notAfter?: Date
  /** Extended key usage; both unless given. An empty list leaves the extension out. */
  usages?: ('serverAuth' | 'clientAuth')[]
}

/** An MLS client's own certificate, for an X.509 credential. */
export interface ClientCertificate {
  /** Its user's URI, or its own: the subject's alternative name. */
  uri: string
  /** The key that the client signs with. */
  publicKey: KeyObject
  /** Attributes of the subject, such as O and OU: what claims can be made of. */
  subject?: Readonly<Record<string, string>>
}

export interface Authority {
  /** The CA certificate: the trust anchor to hand out. */
  pem: string
  /** The CA's private key, PKCS#8 PEM: for `serve`, which lets its user issue further certificates. */
  key: string
  issue(options: IssueOptions): Promise<Identity>
  /** DER. */
  certify(client: ClientCertificate): Uint8Array
}

type CryptoKey = webcrypto.CryptoKey

const { subtle } = webcrypto
const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
const sha256 = { name: 'ECDSA', hash: 'SHA-256' } as const
const hour = 3_600_000
const oids = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' }

/** A CA of its own, of the given name. Times are those of this machine's clock, an hour's skew forgiven. */
export async function createAuthority(name: string): Promise<Authority> {
  const x509 = await load()
  const keys = await subtle.generateKey(p256, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [name] }],
    keys,
    signingAlgorithm: sha256,
    serialNumber: serialNumber(),
    notBefore: new Date(Date.now() - hour),
    notAfter: new Date(Date.now() + 31 * 24 * hour),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const pem = privateKeyPem(keys.privateKey)
  return authority(x509, certificate, { signer: keys.privateKey, pem }, sha256)
}

/** An authority from the user's own CA. Throws a CredentialError that begins with `what`. */
export async function readAuthority(source: { cert: string; key: string }, what: string): Promise<Authority> {
  const [certificate] = readCertificates(source.cert, `${what}, certificate`)
  const key = readKey(source.key, `${what}, key`)
  if (certificate === undefined || !certificate.checkPrivateKey(key)) {
    throw new CredentialError(`${what}: the key does not belong to the certificate (${subjectOf(certificate)})`)
  }
  if (!certificate.ca) {
    throw new CredentialError(`${what}: ${subjectOf(certificate)} is no CA certificate (basicConstraints lacks cA)`)
  }
  const algorithm = signingOf(key)
  if (algorithm === null) {
    const kind = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? 'unknown'
    throw new CredentialError(`${what}: its key is ${kind}, expected ECDSA on P-256, P-384 or P-521, or RSA`)
  }
  const x509 = await load()
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const signer = await subtle.importKey('pkcs8', pkcs8, algorithm.key, true, ['sign'])
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  return authority(x509, new x509.X509Certificate(certificate.raw), { signer, pem }, algorithm.signing)
}

type X509 = typeof import('@peculiar/x509')
type Hash = Exclude<SignatureAlgorithm, 'rsa'>
type Signing = { name: string; hash: Hash }

async function load(): Promise<X509> {
  // The library's dependency injection wants it there first.
  await import('reflect-metadata')
  return import('@peculiar/x509')
}

function authority(
  x509: X509,
  ca: X509Certificate,
  key: { signer: CryptoKey; pem: string },
  signing: Signing,
): Authority {
  const anchor = ca.toString('pem')
  const issuer = ca.subjectName
  const issuerKeyId = ca.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId
  const algorithm = signing.name === 'ECDSA' ? signing.hash : 'rsa'
  // Making one encodes and reads it again: those that all identities have are made once.
  const common = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    ...(issuerKeyId === undefined ? [] : [new x509.AuthorityKeyIdentifierExtension(issuerKeyId)]),
  ]

  async function issue(options: IssueOptions): Promise<Identity> {
    const { domain, sans = [domain], commonNameOnly = false, usages = ['serverAuth', 'clientAuth'] } = options
    const keys = await subtle.generateKey(p256, true, ['sign', 'verify'])
    const extensions: Extension[] = [...common, await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)]
    if (usages.length > 0) extensions.push(new x509.ExtendedKeyUsageExtension(usages.map((usage) => oids[usage])))
    if (!commonNameOnly) {
      extensions.push(new x509.SubjectAlternativeNameExtension(sans.map((value) => ({ type: 'dns', value }))))
    }
    const certificate = await x509.X509CertificateGenerator.create({
      // A common name has 64 characters at most (RFC 5280, A.1), and with a subjectAltName it is only for people to read.
      subject: [{ CN: [commonNameOnly ? domain : domain.slice(0, 64)] }],
      issuer,
      publicKey: keys.publicKey,
      signingKey: key.signer,
      signingAlgorithm: signing,
      serialNumber: serialNumber(),
      notBefore: options.notBefore ?? new Date(Date.now() - hour),
      notAfter: options.notAfter ?? new Date(Date.now() + 30 * 24 * hour),
      extensions,
    })
    return { domain, cert: `${certificate.toString('pem')}\n`, key: privateKeyPem(keys.privateKey) }
  }

  function certify({ uri, publicKey, subject = {} }: ClientCertificate): Uint8Array {
    const attributes = Object.entries({ CN: uri.slice(-64), ...subject }).map(([name, value]) => ({ [name]: [value] }))
    const extensions = [...common, new x509.SubjectAlternativeNameExtension([{ type: 'url', value: uri }])]
    const fields = {
      serialNumber: serialNumber(),
      issuer: new Uint8Array(issuer.toArrayBuffer()),
      subject: new Uint8Array(new x509.Name(attributes).toArrayBuffer()),
      notBefore: new Date(Date.now() - hour),
      notAfter: new Date(Date.now() + 30 * 24 * hour),
      publicKey,
      extensions: extensions.map(({ rawData }) => new Uint8Array(rawData)),
    }
    return signedCertificate(fields, algorithm, key.pem)
  }

  return { pem: `${anchor}\n`, key: key.pem, issue, certify }
}

/** Positive and of fixed length (RFC 5280 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16)
  return `40${bytes.toString('hex')}`
}

function privateKeyPem(key: CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** How a CA key signs; null for keys that WebCrypto cannot sign certificates with. */
function signingOf(
  key: KeyObject,
): { key: { name: string; hash?: string; namedCurve?: string }; signing: Signing } | null {
  if (key.asymmetricKeyType === 'rsa') {
    const signing = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const
    return { key: signing, signing }
  }
  const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? '']
  if (key.asymmetricKeyType !== 'ec' || curve === undefined) return null
  return { key: { name: 'ECDSA', namedCurve: curve.name }, signing: { name: 'ECDSA', hash: curve.hash } }
}

/** By OpenSSL's names. */
const curves: Record<string, { name: string; hash: Hash }> = {
  prime256v1: { name: 'P-256', hash: 'SHA-256' },
  secp384r1: { name: 'P-384', hash: 'SHA-384' },
  secp521r1: { name: 'P-521', hash: 'SHA-512' },
}
