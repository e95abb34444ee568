/** What the provider publishes about itself (5.1). */
import type { Draft } from '../../drafts/ids.js'
import type { Action } from '../../target/driver/contract.js'
import type { Reply } from '../../transport/listener.js'

export interface DirectoryRules {
  /** The directory document. @param origin `https://a.example:8443`, without a slash at its end */
  document(origin: string): Readonly<Record<string, unknown>>
  /** The document as it is served. */
  served(document: Readonly<Record<string, unknown>>): Reply
  /** Whether the draft has an endpoint. */
  has(action: Action): boolean
}

/** The rest of each template's path behind `/v1/<action>/`. */
const placeholderOf: Record<Action, string> = {
  keyMaterial: '{targetUser}',
  update: '{roomId}',
  notify: '{roomId}',
  submitMessage: '{roomId}',
  groupInfo: '{roomId}',
  // 5.7 has the domains, the example of 5.1 the users: the section about consent wins.
  requestConsent: '{targetDomain}',
  updateConsent: '{requesterDomain}',
  identifierQuery: '{domain}',
  reportAbuse: '{roomId}',
  proxyDownload: '{downloadUrl}',
}

const base: readonly Action[] = [
  'keyMaterial',
  'update',
  'notify',
  'submitMessage',
  'groupInfo',
  'requestConsent',
  'updateConsent',
  'identifierQuery',
]

const actionsOf: Record<Draft, readonly Action[]> = {
  '01': base,
  '02ed': [...base, 'reportAbuse'],
  '06': [...base, 'reportAbuse', 'proxyDownload'],
}

export const pathPrefix = '/v1/'

export function directoryRules(draft: Draft): DirectoryRules {
  return {
    document: (origin) =>
      Object.fromEntries(
        actionsOf[draft].map((action) => [action, `${origin}${pathPrefix}${action}/${placeholderOf[action]}`]),
      ),
    served: (document) => ({
      status: 200,
      headers: [['Content-Type', 'application/json']],
      body: new TextEncoder().encode(JSON.stringify(document, null, 2)),
    }),
    has: (action) => actionsOf[draft].includes(action),
  }
}
