/** Directories in other shapes (5.1). */
import { actions, type Action } from '../../transport/actions.js'
import type { Ports } from '../ports.js'
import { pathPrefix } from '../rules/directory.js'
import { variant } from './variant.js'

/** An action's template behind the origin, and the value in a request target of that shape. */
interface Shape {
  readonly template: (action: Action, placeholder: string) => string
  readonly value: (path: string, action: Action) => string | undefined
}

/** Publishes templates of another shape and takes requests that follow them. */
function shaped(ports: Ports, { template, value }: Shape, origin = (own: string) => own): Ports {
  return {
    ...ports,
    directory: {
      ...ports.directory,
      document: (own) =>
        Object.fromEntries(
          Object.entries(ports.directory.document(own)).map(([name, url]) => {
            const action = actions.find((each) => each === name)
            const [, placeholder = ''] = /(\{.*\})/.exec(String(url)) ?? []
            return [name, action ? `${origin(own)}${template(action, placeholder)}` : url]
          }),
        ),
    },
    front: {
      ...ports.front,
      answer(request, serve) {
        for (const action of longestFirst) {
          const found = value(request.path, action)
          if (found !== undefined)
            return ports.front.answer({ ...request, path: `${pathPrefix}${action}/${found}` }, serve)
        }
        return ports.front.answer(request, serve)
      },
    },
  }
}

/** So that `/v2/updateConsent` is not taken for an update of `Consent`. */
const longestFirst = actions.toSorted((a, b) => b.length - a.length)

const usual: Shape = {
  template: (action, placeholder) => `${pathPrefix}${action}/${placeholder}`,
  value: () => undefined,
}

/** Empty for what is no percent-encoding. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return ''
  }
}

function behind(path: string, prefix: string, suffix = ''): string | undefined {
  if (!path.startsWith(prefix) || !path.endsWith(suffix)) return undefined
  const found = path.slice(prefix.length, suffix.length > 0 ? -suffix.length : undefined)
  return found.includes('/') ? undefined : found
}

/** Another document, the endpoints as they are. */
function documented(ports: Ports, change: (document: Record<string, unknown>) => Record<string, unknown>): Ports {
  return {
    ...ports,
    directory: { ...ports.directory, document: (origin) => change({ ...ports.directory.document(origin) }) },
  }
}

/** The reply to a GET of the directory with another media type. */
function typed(ports: Ports, type: string | null): Ports {
  return {
    ...ports,
    front: {
      ...ports.front,
      async answer(request, serve) {
        const reply = await ports.front.answer(request, serve)
        if (!request.path.startsWith('/.well-known/') || !('status' in reply) || reply.status !== 200) return reply
        return { ...reply, headers: type === null ? [] : [['content-type', type]] }
      },
    },
  }
}

/** Where the endpoints are. */
export const shapes = [
  variant({
    id: 'directory.query-string',
    summary: 'takes the value in the query string instead of the path',
    allowedBy: '5.1: the directory publishes templates, which clients follow (MIMI-DIR-007, 012)',
    apply: (ports) =>
      shaped(ports, {
        template: (action, placeholder) => `/mimi?action=${action}&about=${placeholder}`,
        value: (path, action) => behind(path, `/mimi?action=${action}&about=`),
      }),
  }),
  variant({
    id: 'directory.value-first',
    summary: 'has the value in the middle of the path',
    allowedBy: '5.1: the directory publishes templates, which clients follow (MIMI-DIR-007, 012)',
    apply: (ports) =>
      shaped(ports, {
        template: (action, placeholder) => `/federation/${placeholder}/${action.toLowerCase()}`,
        value: (path, action) => behind(path, '/federation/', `/${action.toLowerCase()}`),
      }),
  }),
  variant({
    id: 'directory.no-slash',
    summary: 'has no slash before the value, as the example of update has it',
    allowedBy: '5.1: the example; either form is to be used literally (MIMI-DIR-009)',
    apply: (ports) =>
      shaped(ports, {
        template: (action, placeholder) => `/v2/${action}${placeholder}`,
        value: (path, action) => behind(path, `/v2/${action}`),
      }),
  }),
  variant({
    id: 'directory.other-placeholders',
    summary: 'calls every placeholder by one name of its own',
    allowedBy: '5.1 shows names in an example only (MIMI-DIR-007, 008)',
    apply: (ports) => shaped(ports, { ...usual, template: (action) => `${pathPrefix}${action}/{x}` }),
  }),
  variant({
    id: 'directory.user-placeholders',
    summary: 'asks for users in the paths of the consent endpoints, as the example of the directory has it',
    allowedBy: '5.1 has users, 5.7 domains: neither may be held against a provider (MIMI-DIR-008)',
    apply: (ports) => {
      const users: Partial<Record<Action, string>> = {
        requestConsent: '{targetUser}',
        updateConsent: '{requesterUser}',
      }
      const shape: Shape = {
        template: (action, placeholder) => `${pathPrefix}${action}/${users[action] ?? placeholder}`,
        value(path, action) {
          const user = decoded((users[action] && behind(path, `${pathPrefix}${action}/`)) ?? '')
          return URL.canParse(user) ? encodeURIComponent(new URL(user).host) : undefined
        },
      }
      return shaped(ports, shape)
    },
  }),
  variant({
    id: 'directory.other-port',
    summary: 'has its endpoints on another port than its directory',
    allowedBy: '5.1: absolute URLs; 4.1: a port in Host does not change who is addressed',
    apply: (ports) => shaped(ports, usual, (own) => own.replace(/:\d+$/, '') + ':8443'),
  }),
  variant({
    id: 'directory.other-host',
    summary: 'has its endpoints on another host, which its certificate names as well',
    allowedBy: "5.1: the example has endpoints at another host; Host is then the URL's (MIMI-TRN-003, 014)",
    apply: (ports) => {
      const other = shaped(ports, usual, (own) => own.replace('://', '://mimi.'))
      return {
        ...other,
        gate: {
          ...ports.gate,
          addressed: (host, domain) =>
            ports.gate.addressed(host, domain) || ports.gate.addressed(host, `mimi.${domain}`),
        },
      }
    },
  }),
  variant({
    id: 'directory.upper-case-scheme',
    summary: 'writes scheme and host of its URLs in capitals',
    allowedBy: 'RFC 3986, 6.2.2.1: they are the same in either case',
    apply: (ports) => shaped(ports, usual, (own) => own.toUpperCase()),
  }),
]

/** How the directory is given out. */
export const documents = [
  variant({
    id: 'directory.unknown-members',
    summary: 'publishes members that no draft names, with values of any kind',
    allowedBy: '5.1 forbids none; consumers are to cope with them (MIMI-DIR-013)',
    apply: (ports) =>
      documented(ports, (document) => ({
        meta: { version: 3, contact: ['mailto:mimi@a.example'] },
        ...document,
        ping: null,
        'https://a.example/ns': 7,
      })),
  }),
  variant({
    id: 'directory.charset',
    summary: 'serves the directory as application/json; charset=utf-8',
    allowedBy: '5.1 gives no media type (MIMI-DIR-002)',
    apply: (ports) => typed(ports, 'application/json; charset=utf-8'),
  }),
  variant({
    id: 'directory.media-type',
    summary: 'serves the directory as text/plain',
    allowedBy: '5.1 gives no media type; the catalogue warns of others than application/json (MIMI-DIR-002)',
    warned: ['directory.present'],
    apply: (ports) => typed(ports, 'text/plain'),
  }),
  variant({
    id: 'directory.untyped',
    summary: 'serves the directory without Content-Type',
    allowedBy: '5.1 gives no media type; the catalogue warns of others than application/json (MIMI-DIR-002)',
    warned: ['directory.present'],
    apply: (ports) => typed(ports, null),
  }),
  variant({
    id: 'directory.anybody',
    summary: 'gives its directory to anybody: without client certificate, From or the right Host',
    allowedBy: '5.1: unclear whether 4.1 applies to discovery (MIMI-DIR-001)',
    apply: (ports) => ({
      ...ports,
      front: {
        ...ports.front,
        answer(request, serve) {
          const discovery = request.path.startsWith('/.well-known/')
          if (!discovery || request.method !== 'GET') return ports.front.answer(request, serve)
          return serve({
            ...request,
            from: [`mimi@${anybody}`],
            host: request.servername ?? request.host,
            tls: trusted,
          })
        },
      },
    }),
  }),
  variant({
    id: 'directory.methods-501',
    summary: 'answers methods that an endpoint does not take with 501',
    allowedBy: '5.1: no status is named; any 4xx or 501 (MIMI-DIR-014)',
    apply: (ports) => ({
      ...ports,
      encoder: {
        ...ports.encoder,
        refused: (refusal) => ports.encoder.refused(refusal.status === 405 ? { ...refusal, status: 501 } : refusal),
      },
    }),
  }),
]

/** Somebody who is trusted, in place of whoever asks. */
const anybody = 'anybody.example'
const trusted = {
  protocol: 'TLSv1.3',
  cipher: '',
  servername: null,
  authorized: true,
  authorizationError: null,
  certificate: {
    subject: '',
    sans: [anybody],
    validFrom: '',
    validTo: '',
    fingerprint256: '',
    extKeyUsage: [],
    issuer: '',
    raw: new Uint8Array(),
  },
}
