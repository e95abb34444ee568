import type { InboundRecord } from '../../src/peers/inbound.js'

/** What stands in the placeholder's place, as it came over the wire; null if the request is not made from the template. */
export function valueIn(template: string, { peer, request }: InboundRecord): string | null {
  const [before = '', after = ''] = template.replace(/^(https:\/\/[^/{]*?):\d+/, '$1').split(/\{[^{}]*\}/)
  const url = `https://${peer}${request.path}`
  const fits = url.length > before.length + after.length && url.startsWith(before) && url.endsWith(after)
  return fits ? url.slice(before.length, url.length - after.length) : null
}
