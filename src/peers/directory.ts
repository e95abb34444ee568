import type { ByDraft } from '../drafts/by-draft.js'
import type { Draft } from '../drafts/ids.js'
import { type Action, actions } from '../target/driver/contract.js'
import { wellKnown } from '../transport/directory.js'

/** The placeholder of each endpoint, as the example of 5.1 has them, and the path before it. */
const placeholders: Readonly<Record<Action, string>> = {
  keyMaterial: 'targetUser',
  update: 'roomId',
  notify: 'roomId',
  submitMessage: 'roomId',
  groupInfo: 'roomId',
  requestConsent: 'targetUser',
  updateConsent: 'requesterUser',
  identifierQuery: 'domain',
  reportAbuse: 'roomId',
  proxyDownload: 'downloadUrl',
}

/** Keys that a draft's directory does not have yet. */
const missing: ByDraft<readonly Action[]> = {
  '01': ['reportAbuse', 'proxyDownload'],
  '02ed': ['proxyDownload'],
  '06': [],
}

/** URL templates by directory key; members that no draft knows are allowed. */
export type Templates = Record<string, string>

/** The directory that a well-behaved peer publishes. */
export function ordinaryDirectory(domain: string, draft: Draft): Templates {
  const published = actions.filter((action) => !missing[draft].includes(action))
  return Object.fromEntries(
    published.map((action) => [action, `https://${domain}/v1/${action}/{${placeholders[action]}}`]),
  )
}

export interface Route {
  action: Action | 'directory' | null
  /** What stands in the placeholder's place, percent-decoded. */
  about: string | null
}

/** Finds the endpoint that a request line belongs to, in the order of the directories given. */
export function route(domain: string, path: string, directories: Iterable<Templates>): Route {
  const target = `https://${domain}${path.split('?')[0] ?? ''}`
  if (target.endsWith(wellKnown)) return { action: 'directory', about: null }
  for (const templates of directories) {
    for (const action of actions) {
      const value = templates[action] === undefined ? null : matchTemplate(templates[action], target)
      if (value !== null) return { action, about: decoded(value) }
    }
  }
  return { action: null, about: null }
}

/** What fills the template's placeholder in this URL; null if the URL is not made from it. */
function matchTemplate(template: string, url: string): string | null {
  const [before = '', after = ''] = template.replace(/^(https:\/\/[^/{]*?):\d+/, '$1').split(/\{[^{}]*\}/)
  const fits = url.length > before.length + after.length && url.startsWith(before) && url.endsWith(after)
  return fits ? url.slice(before.length, url.length - after.length) : null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
