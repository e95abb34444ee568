/** HTTP as other servers speak it: the drafts say no more about it than that it is HTTPS. */
import type { InboundRequest, Reply } from '../../transport/listener.js'
import type { Ports } from '../ports.js'
import { variant } from './variant.js'

type Answered = Extract<Reply, { status: number }>

/** Changes each answer on its way out. */
function answering(ports: Ports, change: (reply: Answered, request: InboundRequest) => Reply): Ports {
  return {
    ...ports,
    front: {
      ...ports.front,
      async answer(request, serve) {
        const reply = await ports.front.answer(request, serve)
        return 'status' in reply ? change(reply, request) : reply
      },
    },
  }
}

/** Puts off requests before they are looked at; `due` says which. */
function puttingOff(ports: Ports, reply: Reply, due: (request: InboundRequest) => boolean): Ports {
  return {
    ...ports,
    front: { ...ports.front, answer: (request, serve) => (due(request) ? reply : ports.front.answer(request, serve)) },
  }
}

const http = 'RFC 9110 and 9112: plain HTTP/1.1'

/** How answers come. */
export const framings = [
  variant({
    id: 'connection.chunked',
    summary: 'sends its answers in chunks, without Content-Length',
    allowedBy: http,
    apply: (ports) =>
      answering(ports, (reply) =>
        reply.body?.length
          ? { ...reply, headers: [...(reply.headers ?? []), ['Transfer-Encoding', 'chunked']] }
          : reply,
      ),
  }),
  variant({
    id: 'connection.slow',
    summary: 'takes a while for each answer',
    allowedBy: 'no time is named',
    apply: (ports) => answering(ports, (reply) => ({ ...reply, delayMs: 100 })),
  }),
  variant({
    id: 'connection.closed',
    summary: 'closes the connection with each answer',
    allowedBy: http,
    apply: (ports) =>
      answering(ports, (reply) => ({ ...reply, headers: [...(reply.headers ?? []), ['Connection', 'close']] })),
  }),
  variant({
    id: 'connection.empty-chunked',
    summary: 'sends answers without a body in chunks too',
    allowedBy: http,
    apply: (ports) =>
      answering(ports, (reply) =>
        reply.body?.length
          ? reply
          : { ...reply, headers: [...(reply.headers ?? []), ['Transfer-Encoding', 'chunked']] },
      ),
  }),
]

/** What is written above them. */
export const headings = [
  variant({
    id: 'connection.other-headers',
    summary: 'writes header names in lower case and adds some of its own, one of them twice',
    allowedBy: http,
    apply: (ports) =>
      answering(ports, (reply) => ({
        ...reply,
        headers: [
          ...(reply.headers ?? []).map(([name, value]): [string, string] => [name.toLowerCase(), value]),
          ['server', 'mimid/7'],
          ['strict-transport-security', 'max-age=63072000'],
          ['via', '1.1 edge'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['x-request-id', 'f00'],
        ],
      })),
  }),
  variant({
    id: 'connection.untyped',
    summary: 'sends its binary answers without Content-Type',
    allowedBy: 'section 5 assigns no media type (MIMI-TRN-020)',
    apply: (ports) =>
      answering(ports, (reply, { path }) => (path.startsWith('/.well-known/') ? reply : { ...reply, headers: [] })),
  }),
  variant({
    id: 'connection.other-type',
    summary: 'sends its binary answers as application/mimi',
    allowedBy: 'section 5 assigns no media type (MIMI-TRN-020)',
    apply: (ports) =>
      answering(ports, (reply, { path }) =>
        path.startsWith('/.well-known/') ? reply : { ...reply, headers: [['Content-Type', 'application/mimi']] },
      ),
  }),
]

/** Not now. */
export const overloads = [
  variant({
    id: 'connection.too-many-requests',
    summary: 'answers a request now and then with 429 and Retry-After',
    allowedBy: 'RFC 6585, 4: it neither accepts nor refuses',
    apply(ports) {
      let count = 0
      return puttingOff(ports, { status: 429, headers: [['Retry-After', '0']] }, () => ++count % 7 === 0)
    },
  }),
  variant({
    id: 'connection.unavailable-once',
    summary: 'answers the first request on every seventh connection with 503 and Retry-After',
    allowedBy: 'RFC 9110, 15.6.4: it neither accepts nor refuses',
    apply(ports) {
      const seen = new Set<number>()
      return puttingOff(ports, { status: 503, headers: [['Retry-After', '0']] }, ({ connection }) => {
        const first = !seen.has(connection)
        seen.add(connection)
        return first && connection % 7 === 0
      })
    },
  }),
]

/** Another time. */
export const clocks = [
  variant({
    id: 'connection.clock-behind',
    summary: 'has a clock that is 90 seconds slow',
    allowedBy: 'verdict rules: clocks are compared less the skew that `ready` or the Date header shows',
    apply: (ports) => skewed(ports, -90_000),
  }),
  variant({
    id: 'connection.clock-ahead',
    summary: 'has a clock that is 90 seconds fast',
    allowedBy: 'verdict rules: clocks are compared less the skew that `ready` or the Date header shows',
    apply: (ports) => skewed(ports, 90_000),
  }),
]

function skewed(ports: Ports, ms: number): Ports {
  const now = () => ports.clock.now() + ms
  const dated = answering(ports, (reply) => ({
    ...reply,
    headers: [...(reply.headers ?? []), ['Date', new Date(now()).toUTCString()]],
  }))
  return { ...dated, clock: { now } }
}
