/** Refusals in other forms: the drafts name no status for what is malformed or not allowed. */
import type { Reply } from '../../transport/listener.js'
import type { Ports, Refusal } from '../ports.js'
import { variant } from './variant.js'

function refusing(ports: Ports, refused: (refusal: Refusal, usual: (refusal: Refusal) => Reply) => Reply): Ports {
  const usual = (refusal: Refusal): Reply => ports.encoder.refused(refusal)
  return { ...ports, encoder: { ...ports.encoder, refused: (refusal) => refused(refusal, usual) } }
}

/** Who speaks and to whom is settled with these; all else is about the request itself. */
const gate = [/^From:/, /^the connection does not authenticate/, /^Host:/]

function ofGate({ text }: Refusal): boolean {
  return gate.some((form) => form.test(text))
}

/** A user that nobody knows is the one case for which 5.7 names a status. */
function named({ text }: Refusal): boolean {
  return text.endsWith(' names no user here')
}

function malformed({ text }: Refusal): boolean {
  return text.startsWith('malformed body')
}

function as(status: number, which: (refusal: Refusal) => boolean) {
  return (ports: Ports) =>
    refusing(ports, (refusal, usual) => usual(which(refusal) && !named(refusal) ? { ...refusal, status } : refusal))
}

const unstated = 'no status is named for it; any 4xx refuses (verdict rules; MIMI-COD-002, MIMI-TRN-008 to 019)'

export const malformedRefusals = [401, 403, 404, 409, 415, 418, 421, 422].map((status) =>
  variant({
    id: `refusals.malformed-${status}`,
    summary: `refuses malformed bodies with ${status}`,
    allowedBy: unstated,
    apply: as(status, malformed),
  }),
)

export const gateRefusals = [400, 401, 404, 421].map((status) =>
  variant({
    id: `refusals.gate-${status}`,
    summary: `refuses what is not authenticated or not addressed to it with ${status}`,
    allowedBy: unstated,
    apply: as(status, ofGate),
  }),
)

/** What refusals look like, and all of one status. */
export default [
  variant({
    id: 'refusals.all-400',
    summary: 'refuses everything with 400',
    allowedBy: unstated,
    apply: as(400, () => true),
  }),
  variant({
    id: 'refusals.all-403',
    summary: 'refuses everything with 403, unknown rooms and paths as well',
    allowedBy: unstated,
    apply: as(403, () => true),
  }),
  variant({
    id: 'refusals.all-404',
    summary: 'refuses everything with 404',
    allowedBy: unstated,
    apply: as(404, () => true),
  }),
  variant({
    id: 'refusals.empty',
    summary: 'refuses without a reason',
    allowedBy: 'no body is defined for refusals',
    apply: (ports) => refusing(ports, ({ status }) => ({ status })),
  }),
  variant({
    id: 'refusals.problem-json',
    summary: 'refuses with application/problem+json',
    allowedBy: 'no body is defined for refusals; RFC 9457',
    apply: (ports) =>
      refusing(ports, ({ status, text }) => ({
        status,
        headers: [['content-type', 'application/problem+json']],
        body: new TextEncoder().encode(JSON.stringify({ type: 'about:blank', status, title: text })),
      })),
  }),
  variant({
    id: 'refusals.html',
    summary: 'refuses with a page for people',
    allowedBy: 'no body is defined for refusals',
    apply: (ports) =>
      refusing(ports, ({ status, text }) => ({
        status,
        headers: [['Content-Type', 'text/html']],
        body: new TextEncoder().encode(`<!doctype html><title>${status}</title><h1>${text}</h1>`),
      })),
  }),
  variant({
    id: 'refusals.unauthenticated-dropped',
    summary: 'closes connections without a certificate that authenticates the sender',
    allowedBy: '4.1 with TLS 1.3: the failure may surface as a closed connection (MIMI-TRN-010 to 013)',
    apply: (ports) =>
      refusing(ports, (refusal, usual) =>
        refusal.text.startsWith('the connection does not authenticate') ? { cut: true } : usual(refusal),
      ),
  }),
  variant({
    id: 'refusals.closing',
    summary: 'ends the connection after every refusal',
    allowedBy: 'RFC 9112, 9.6: a server may close with any answer',
    apply: (ports) =>
      refusing(ports, (refusal, usual) =>
        usual({ ...refusal, headers: [...(refusal.headers ?? []), ['Connection', 'close']] }),
      ),
  }),
]
