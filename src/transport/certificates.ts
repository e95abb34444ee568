/** Certificates made while Mimicry runs. */

/** A certificate and its private key, both PEM. */
export interface Identity {
  /** The provider domain it is used for, which need not be the one that the certificate names. */
  domain: string
  /** The leaf, followed by intermediates if there are any. */
  cert: string
  key: string
}

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
  /** Extended key usage; both unless given. */
  usages?: ('serverAuth' | 'clientAuth')[]
}

export interface Authority {
  /** The CA certificate: the trust anchor to hand out. */
  pem: string
  issue(options: IssueOptions): Promise<Identity>
}

export declare function createAuthority(name: string): Promise<Authority>
/** An authority from the user's own CA: throws CredentialError. */
export declare function readAuthority(source: { cert: string; key: string; what: string }): Promise<Authority>
