/** The target's directory: whether anything answers there, and what it says. */
import type { Action } from '../transport/actions.js'
import { type Directory, type DirectoryProblem, parseDirectory } from '../transport/directory.js'
import { describeEnding, type Exchange } from '../transport/exchange.js'

/** Sends a GET as a peer that the target knows. Never rejects. */
export type Get = (url: string, signal?: AbortSignal) => Promise<Exchange>

/** GET of the directory, tried again when the connection was dropped: that happens to the best. */
export async function getDirectory(get: Get, url: string, signal?: AbortSignal): Promise<Exchange> {
  const first = await get(url, signal)
  return first.ending.kind === 'dropped' ? get(url, signal) : first
}

/** Why the exchange shows no server of HTTP over TLS, in words; null where it does. */
export function unreachableBy(exchange: Exchange, trustAnchors: readonly string[]): string | null {
  const { ending, url } = exchange
  if (new URL(url).protocol !== 'https:')
    return `no TLS session: the URL is ${url}; MIMI runs over https only (4.1), write https://`
  if (ending.kind === 'answered' || ending.kind === 'too-large') return null
  const what = `GET ${url}: ${describeEnding(exchange)}`
  switch (ending.kind) {
    case 'tls-refused':
      return ending.by === 'target'
        ? `no TLS session: ${what}; the target must trust the peers' CA, which ready tells it (or peers.authority)`
        : `no TLS session: ${what}; ${anchorHint(trustAnchors)}`
    case 'no-connection':
      return `nothing listens there: ${what}; check the URL, or say --connect-to HOST:PORT`
    case 'no-tls':
      return `no TLS session: ${what}`
    case 'timeout':
      return ending.phase === 'connect' || ending.phase === 'tls'
        ? `no TLS session: ${what}`
        : `no HTTP answer: ${what}`
    default:
      return `no HTTP answer: ${what}`
  }
}

export interface Discovered {
  /** Null where there was none that could be read. */
  directory: Directory | null
  problems: DirectoryProblem[]
  /** Why there is no directory. */
  reason: string | null
}

/** What the answer says, with the configured URL templates in place of the published ones. */
export function readDirectory(exchange: Exchange, overrides: Partial<Record<Action, string>>): Discovered {
  const { response, url } = exchange
  const overridden = Object.keys(overrides).length > 0
  const fallback = overridden ? { endpoints: overrides, unknown: {} } : null
  if (!response || response.status < 200 || response.status > 299) {
    return {
      directory: fallback,
      problems: [],
      reason: `GET ${url}: ${describeEnding(exchange)}, expected 200 and a directory`,
    }
  }
  const { directory, problems } = parseDirectory(response.body, new URL(url))
  if (!directory) {
    const reason = problems.map(({ message, remedy }) => `${message}; ${remedy}`).join('; ')
    return { directory: fallback, problems, reason: `GET ${url}: ${reason}` }
  }
  return { directory: { ...directory, endpoints: { ...directory.endpoints, ...overrides } }, problems, reason: null }
}

function anchorHint(trustAnchors: readonly string[]): string {
  return trustAnchors.length === 0
    ? "no trust anchor is known: give the target's CA with --trust FILE, or trustAnchors in the configuration"
    : "check that trustAnchors hold the target's CA, and that its certificate names the URL's host"
}
