/** For tests: a man in the middle with the provider's own certificate, who alters what goes over the wire. */
import { type Codec, type MalformationFamily, malformations } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import type { Ports } from '../provider/ports.js'
import type { Variant } from '../provider/variants/variant.js'
import type { Action } from '../target/driver/contract.js'
import { parseDirectory, wellKnown } from '../transport/directory.js'
import type { InboundRequest, Reply } from '../transport/listener.js'
import { ConsentEntry } from '../wire/consent.js'
import { IdentifierRequest, IdentifierResponse } from '../wire/identifier-query.js'
import { KeyMaterialRequest, KeyMaterialResponse } from '../wire/key-material.js'

export type Tampering = Pick<Variant, 'apply'>
type Answered = Extract<Reply, { status: number }>

const responses = { keyMaterial: KeyMaterialResponse, identifierQuery: IdentifierResponse }
const requests = {
  keyMaterial: KeyMaterialRequest,
  identifierQuery: IdentifierRequest,
  requestConsent: ConsentEntry,
  updateConsent: ConsentEntry,
}

/** Alters the replies of one endpoint, or the directory's, that have a status of 2xx. */
export function replies(
  endpoint: Action | 'directory',
  alter: (reply: Answered, request: InboundRequest, draft: Draft) => Reply,
): Tampering {
  const concerns = ({ path }: InboundRequest) =>
    endpoint === 'directory' ? path.startsWith(wellKnown) : path.startsWith(`/v1/${endpoint}/`)
  return {
    apply: (ports) => ({
      ...ports,
      front: {
        ...ports.front,
        async answer(request, serve) {
          const reply = await ports.front.answer(request, serve)
          const altered = 'status' in reply && reply.status < 300 && concerns(request)
          return altered ? alter(reply, request, ports.draft) : reply
        },
      },
    }),
  }
}

/** Alters the bodies of such replies. */
export function bodies(endpoint: Action | 'directory', alter: (body: Buffer, draft: Draft) => Uint8Array): Tampering {
  return replies(endpoint, (reply, _request, draft) => ({
    ...reply,
    body: alter(Buffer.from(reply.body ?? []), draft),
  }))
}

/** Alters the directory as a JSON document. */
export function directory(alter: (document: Record<string, string>) => unknown): Tampering {
  return bodies('directory', (body) => {
    const endpoints = parseDirectory(body, new URL('https://a.example')).directory?.endpoints ?? {}
    return Buffer.from(JSON.stringify(alter({ ...endpoints })))
  })
}

/** Makes each response of an endpoint malformed in one way, at the first field whose path fits. */
export function malformedResponses(
  endpoint: keyof typeof responses,
  family: MalformationFamily,
  field = /(?:)/,
): Tampering {
  return bodies(endpoint, (body, draft) => spoiled(responses[endpoint][draft], body, family, field))
}

/** Alters what the provider sends to peers in its users' name. */
export function outgoing(action: Action, alter: (body: Buffer, draft: Draft) => Uint8Array): Tampering {
  return {
    apply: (ports: Ports) => ({
      ...ports,
      client: {
        ...ports.client,
        forwarded: (sent, body) =>
          sent === action ? alter(Buffer.from(body), ports.draft) : ports.client.forwarded(sent, body),
      },
    }),
  }
}

/** Makes each request to peers malformed in one way. */
export function malformedRequests(
  action: keyof typeof requests,
  family: MalformationFamily,
  field = /(?:)/,
): Tampering {
  return outgoing(action, (body, draft) => spoiled(requests[action][draft], body, family, field))
}

function spoiled(codec: Codec<unknown>, body: Uint8Array, family: MalformationFamily, field: RegExp): Uint8Array {
  const found = malformations(codec, body, family).find((one) => field.test(one.expected.path))
  return found?.bytes ?? body
}
