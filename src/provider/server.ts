/** From an HTTPS request to an endpoint: the gate, the route, and what refuses a request on the way. */
import type { Action } from '../target/driver/contract.js'
import { actions } from '../transport/actions.js'
import { wellKnown } from '../transport/directory.js'
import type { InboundRequest, Reply } from '../transport/listener.js'
import { type Context, refuse, Refused } from './endpoints/endpoint.js'
import { endpoints } from './endpoints/index.js'
import type { Refusal } from './ports.js'
import { pathPrefix } from './rules/directory.js'
import { methodOf } from './rules/gate.js'

/** Answers a request. Whatever is refused here has changed nothing. */
export async function serve(context: Context, origin: string, request: InboundRequest): Promise<Reply> {
  const { encoder } = context.ports
  try {
    return await dispatch(context, origin, request)
  } catch (error) {
    if (error instanceof Refused) return encoder.refused(error.refusal)
    throw error
  }
}

function dispatch(context: Context, origin: string, request: InboundRequest): Reply | Promise<Reply> {
  const { gate, directory } = context.ports
  const source = gate.source(request.from)
  if (!source.ok) return refuse(400, `From: ${source.reason}`)
  const sender = source.domain.toLowerCase()
  const doubt = gate.notAuthenticated(sender, request.tls)
  if (doubt !== null) return refuse(403, `the connection does not authenticate ${sender}: ${doubt}`)
  if (!gate.addressed(request.host, context.domain)) {
    return refuse(421, `Host: ${request.host ?? 'missing'} is not served here, ${context.domain} is`)
  }
  const [path = ''] = request.path.split('?')
  const endpoint = path === wellKnown ? 'directory' : actionOf(path)
  if (endpoint === null || (endpoint !== 'directory' && !directory.has(endpoint))) {
    return refuse(404, 'no such endpoint: the directory names those that exist')
  }
  if (!gate.allows(request.method, endpoint)) throw new Refused(wrongMethod(endpoint))
  if (request.tooLarge) return refuse(413, 'the body is longer than this provider reads')
  if (endpoint === 'directory') return directory.served(directory.document(origin))
  return endpoints[endpoint](context, { sender, subject: subjectOf(path), body: request.body })
}

function wrongMethod(endpoint: Action | 'directory'): Refusal {
  const method = methodOf(endpoint)
  return { status: 405, text: `${endpoint} takes ${method} only`, headers: [['Allow', method]] }
}

function actionOf(path: string): Action | null {
  const [name, ...value] = path.startsWith(pathPrefix) ? path.slice(pathPrefix.length).split('/') : []
  return value.length === 1 ? (actions.find((action) => action === name) ?? null) : null
}

/** The one segment behind the endpoint's name, whose reserved characters are percent-encoded (5.2). */
function subjectOf(path: string): string {
  const encoded = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(encoded)
  } catch {
    return refuse(400, 'the last path segment is no valid percent-encoding')
  }
}
