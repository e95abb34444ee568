/** Certificates that do not authenticate the domain they are presented for, or leave that open. */
export const wrongKinds = [
  'other-authority', // issued by a CA the target does not trust
  'other-domain', // names another domain
  'expired',
  'not-yet-valid',
  'none', // no client certificate at all
  'no-client-auth', // key usage without clientAuth: observed, never judged
  'common-name-only', // observed
  'wildcard', // observed
  'other-case', // names the domain in capitals, which is right: names compare without case
] as const
export type WrongKind = (typeof wrongKinds)[number]
