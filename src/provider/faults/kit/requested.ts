/** What a request is about, for faults that stand before all endpoints. */
import type { Draft } from '../../../drafts/ids.js'
import type { Action } from '../../../target/driver/contract.js'
import type { InboundRequest } from '../../../transport/listener.js'
import { requestStructures } from '../../../wire/requests.js'
import type { Ports } from '../../ports.js'
import { pathPrefix } from '../../rules/directory.js'

type Front = Ports['front']['answer']

/** The provider with something before one endpoint: `take` answers requests to it, `serve` as they should be. */
export function before(ports: Ports, action: Action, take: Front): Ports {
  const prefix = `${pathPrefix}${action}/`
  const answer: Front = (request, serve) =>
    ports.front.answer(request, (each) => (each.path.startsWith(prefix) ? take(each, serve) : serve(each)))
  return { ...ports, front: { ...ports.front, answer } }
}

/** What stands in the last segment of the path; empty where that is no valid percent-encoding. */
export function subjectOf({ path }: InboundRequest): string {
  const [encoded = ''] = path.slice(path.lastIndexOf('/') + 1).split('?')
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ''
  }
}

/** The structure of an endpoint's request; null where the draft has none. */
export function requestOf(action: Action, draft: Draft) {
  return requestStructures[action]?.table[draft] ?? null
}
