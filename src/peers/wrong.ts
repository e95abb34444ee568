import type { Draft } from '../drafts/ids.js'
import { type Authority, createAuthority, type Identity } from '../transport/certificates.js'
import type { WrongKind } from './wrong-kinds.js'

/** What a peer with a wrong certificate presents in each direction. */
export interface WrongIdentity {
  server: Identity
  /** Null: none. */
  client: Identity | null
}

type Make = (domain: string) => Promise<WrongIdentity>

const day = 24 * 3600 * 1000

/**
 * How to make each wrong certificate. With leaf certificates supplied by the user there is no authority that the target
 * trusts, and then only those can be made that no trusted authority signs.
 */
export function wrongIdentities(authority: Authority | null, draft: Draft): ReadonlyMap<WrongKind, Make> {
  const untrusted: [WrongKind, Make][] = [
    ['other-authority', async (domain) => both(await (await createAuthority('another CA')).issue({ domain }))],
  ]
  if (!authority) return new Map(untrusted)
  const now = Date.now()
  const issued = (options: Partial<Parameters<Authority['issue']>[0]>): Make => {
    return async (domain) => both(await authority.issue({ domain, ...options }))
  }
  return new Map<WrongKind, Make>([
    ...untrusted,
    ['other-domain', issued({ sans: [`somebody-else-${draft}.example`] })],
    ['expired', issued({ notBefore: new Date(now - 2 * day), notAfter: new Date(now - day) })],
    ['not-yet-valid', issued({ notBefore: new Date(now + day), notAfter: new Date(now + 2 * day) })],
    ['none', async (domain) => ({ server: await authority.issue({ domain }), client: null })],
    ['no-client-auth', issued({ usages: ['serverAuth'] })],
    ['other-case', async (domain) => both(await authority.issue({ domain, sans: [domain.toUpperCase()] }))],
    ['common-name-only', issued({ commonNameOnly: true })],
    [
      'wildcard',
      async (domain) => both(await authority.issue({ domain, sans: [`*.${domain.split('.').slice(1).join('.')}`] })),
    ],
  ])
}

/** A wildcard needs a level of its own: one for all of `.example` would vouch for nobody. */
export function wrongDomain(kind: WrongKind, draft: Draft): string {
  return kind === 'wildcard' ? `any.${kind}-${draft}.example` : `${kind}-${draft}.example`
}

function both(identity: Identity): WrongIdentity {
  return { server: identity, client: identity }
}
