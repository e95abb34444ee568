/** A certificate and its private key, both PEM. */
export interface Identity {
  /** The provider domain it is used for, which need not be the one that the certificate names. */
  domain: string
  /** The leaf, followed by intermediates if there are any. */
  cert: string
  key: string
}
