/** The asset proxy (06: 5.10.2): what it refuses with, and whether it keeps what it has fetched. */
import type { Reply } from '../../transport/listener.js'
import type { Ports } from '../ports.js'
import type { ProxyRules } from '../rules/proxy.js'
import { variant } from './variant.js'

function withRules(ports: Ports, rules: Partial<ProxyRules>): Ports {
  return { ...ports, rules: { ...ports.rules, proxy: { ...ports.rules.proxy, ...rules } } }
}

/** Assets in the cache, at most. */
const mostKept = 200

export const answers = [
  variant({
    id: 'proxy.refusals-404',
    summary: 'answers 404 for every asset that it does not serve, whatever the reason',
    allowedBy: '5.10.2: refusals are ordinary error codes of HTTP',
    drafts: ['06'],
    apply: (ports) => ({
      ...withRules(ports, {
        passedOn(response) {
          const reply = ports.rules.proxy.passedOn(response)
          return 'status' in reply && reply.status >= 300 ? { status: 404 } : reply
        },
      }),
      encoder: {
        ...ports.encoder,
        refused: (refusal) =>
          ports.encoder.refused(/asset host|https URLs/.test(refusal.text) ? { ...refusal, status: 404 } : refusal),
      },
    }),
  }),
  variant({
    id: 'proxy.failures-502',
    summary: 'answers 502 whenever the asset host does not answer with the asset',
    allowedBy: '5.10.2: refusals are ordinary error codes of HTTP (MIMI-PXY-004)',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, {
        passedOn: (response) =>
          response.status >= 200 && response.status < 300 ? ports.rules.proxy.passedOn(response) : { status: 502 },
      }),
  }),
  variant({
    id: 'proxy.redirections-passed-on',
    summary: "passes an asset host's redirection on to the downloader",
    allowedBy: 'reading R-PXY-008: the rule binds what the proxy itself fetches',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, {
        passedOn: (response) =>
          response.status >= 300 && response.status < 400
            ? { status: response.status, headers: response.headers.filter(([name]) => /^location$/i.test(name)) }
            : ports.rules.proxy.passedOn(response),
      }),
  }),
]

export const fetches = [
  variant({
    id: 'proxy.small-assets-only',
    summary: 'refuses assets of more than a megabyte with 413',
    allowedBy: "reading R-PXY-003: size limits are the hub's own",
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, {
        passedOn: (response) =>
          response.body.length > 1 << 20 ? { status: 413 } : ports.rules.proxy.passedOn(response),
      }),
  }),
  variant({
    id: 'proxy.caching',
    summary: 'keeps assets that it has fetched, and serves them from there',
    allowedBy: '5.10.2: the hub can cache requests (MIMI-PXY-006)',
    drafts: ['06'],
    apply(ports) {
      const kept = new Map<string, Reply>()
      return {
        ...ports,
        front: {
          ...ports.front,
          answer: (request, serve) =>
            ports.front.answer(request, async (each) => {
              if (!each.path.startsWith('/v1/proxyDownload/')) return serve(each)
              const reply = kept.get(each.path) ?? (await serve(each))
              if ('status' in reply && reply.status === 200 && kept.size < mostKept) kept.set(each.path, reply)
              return reply
            }),
        },
      }
    },
  }),
  variant({
    id: 'proxy.user-information-ignored',
    summary: 'fetches from asset hosts whatever user information the URL has before them',
    allowedBy: '5.10.2 binds the host part alone',
    drafts: ['06'],
    apply: (ports) =>
      withRules(ports, {
        reaches: ({ hostname }, peers) =>
          peers.some(({ assetHost, domain }) => assetHost && domain.toLowerCase() === hostname),
      }),
  }),
]
