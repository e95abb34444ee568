/** The driver that POSTs each operation to a control URL of the target. */
import { rootCertificates } from 'node:tls'
import { createClient } from '../../transport/client.js'
import { describeEnding, type Exchange } from '../../transport/exchange.js'
import { type AnswerOf, type Driver, DriverFailure, type Operation, type RequestOf } from './contract.js'
import { answerId, readAnswer, writeRequest } from './contract-json.js'
import { shown } from './contract-shape.js'
import { waitOf } from './wait.js'

export interface HttpDriverOptions {
  /** http: or https:. */
  url: string
  /** Sent as `Authorization: Bearer …`. */
  token?: string
  /** PEM trust anchors of an https: control URL; the public ones when absent. */
  trustAnchors?: readonly string[]
  /** ms until an operation is given up; what the operation itself waits is added. */
  timeoutMs: number
}

export function createHttpDriver({ url, token, trustAnchors, timeoutMs }: HttpDriverOptions): Driver {
  const client = createClient({ identity: null, trust: trustAnchors ?? rootCertificates, timeoutMs })
  const headers: [string, string][] = [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
    ...(token === undefined ? [] : [['Authorization', `Bearer ${token}`] satisfies [string, string]]),
  ]
  let lastId = 0

  async function perform<O extends Operation>(operation: O, request: RequestOf<O>, signal?: AbortSignal) {
    const id = ++lastId
    const exchange = await client.request({
      method: 'POST',
      url,
      headers,
      body: Buffer.from(writeRequest(id, operation, request)),
      peer: 'driver',
      timeoutMs: timeoutMs + waitOf(request),
      signal,
    })
    return readResponse(id, operation, exchange, url)
  }
  return { form: 'http', perform, close: () => client.close() }
}

/** An answer counts whatever its status; without one the status is what there is to tell. */
function readResponse<O extends Operation>(id: number, operation: O, exchange: Exchange, url: string): AnswerOf<O> {
  const { response } = exchange
  if (!response) throw new DriverFailure(operation, 'error', `POST ${url}: ${describeEnding(exchange)}`)
  const body = Buffer.from(response.body).toString()
  if ((response.status < 200 || response.status > 299) && answerId(body) !== id)
    throw new DriverFailure(
      operation,
      'error',
      `POST ${url} was answered ${response.status} and ${shown(body)}, expected 200 and a JSON object; ${remedy(response.status)}`,
    )
  return readAnswer(id, operation, body)
}

function remedy(status: number): string {
  return status === 401 || status === 403
    ? 'check driver.token'
    : 'check that driver.url is the control URL and takes POST requests'
}
