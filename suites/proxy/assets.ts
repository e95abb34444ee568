/** What the checks of the download proxy share: assets on a peer's asset host, and a provider that wants them. */
import type { Definition } from '../../src/check/define.js'
import type { Answer, Sending } from '../../src/peers/answer.js'
import type { Scripted } from '../../src/peers/inbound.js'
import type { Peer } from '../../src/peers/peer.js'

/** Which hosts are asset hosts is told by `ready` alone. */
export const proxied: Pick<Definition, 'roles' | 'needs'> = { roles: ['hub'], needs: ['ready'] }

export interface Asset {
  readonly url: string
  readonly content: Uint8Array
}

export interface AssetOptions {
  content?: Uint8Array
  type?: string
  /** Behind the asset's own URL: more of the path, and a query. */
  tail?: string
}

/** An asset at a host, which it serves to whoever asks. */
export function publish(
  host: Peer,
  { content, type = 'application/octet-stream', tail = '' }: AssetOptions = {},
): Asset {
  const url = `${host.assetUrl()}${tail}`
  const body = content ?? new TextEncoder().encode(`what stands at ${url}`)
  script(host, url, { status: 200, headers: [['Content-Type', type]], body })
  return { url, content: body }
}

/** How a host answers requests for a URL, which may have a query. */
export function script(host: Peer, url: string, scripted: Scripted): void {
  host.answer({ about: withoutQuery(url) }, scripted)
}

/** The URL as a request for it names it to the host. */
export function withoutQuery(url: string): string {
  return url.split('?')[0] ?? url
}

/** A provider asks the target for an asset of somebody (5.10.2). */
export function download(from: Peer, url: string): Sending {
  return from.send('proxyDownload', url, null)
}

export function succeeded({ status }: Answer): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Any error of HTTP refuses: 5.10.2 assigns none. */
export function refused({ status }: Answer): boolean {
  return status !== null && status >= 300
}

/** Whether the asset came back, every octet of it. */
export function carries({ exchange: { response } }: Answer, { content }: Asset): boolean {
  return response !== null && Buffer.compare(response.body, content) === 0
}

/** For a finding: how much came, and where it departs. */
export function describeBody({ exchange: { response } }: Answer, { content }: Asset): string {
  if (!response) return 'no body'
  const { body } = response
  const shared = Math.min(body.length, content.length)
  const at = content.subarray(0, shared).findIndex((octet, index) => octet !== body[index])
  return `${body.length} bytes${at < 0 ? '' : `, another one at ${at}: ${body[at]} for ${content[at]}`}`
}
