/** The request of keyMaterial as each draft has it; from 04 on it carries the requester's signature. */
import { encode, type Infer } from '../../codec/index.js'
import type { Draft } from '../../drafts/ids.js'
import { KeyMaterialRequest, KeyMaterialRequestTBS } from '../../wire/key-material.js'
import type { Proof } from '../rules/key-material.js'
import { type Context, readBody } from './endpoint.js'

export interface Asked {
  readonly request: Infer<(typeof KeyMaterialRequest)['01']>
  /** Null in the drafts that have none. */
  readonly proof: Proof | null
}

const readers: Record<Draft, (context: Context, body: Uint8Array) => Asked> = {
  '01': (context, body) => ({ request: readBody(context, KeyMaterialRequest['01'], body), proof: null }),
  '02ed': (context, body) => ({ request: readBody(context, KeyMaterialRequest['02ed'], body), proof: null }),
  '06': (context, body) => {
    const request = readBody(context, KeyMaterialRequest['06'], body)
    const proof = {
      suites: request.acceptableCiphersuites,
      key: request.requesterSignatureKey,
      credential: request.requesterCredential,
      signed: encode(KeyMaterialRequestTBS['06'], request),
      signature: request.key_material_request_signature,
    }
    return { request, proof }
  },
}

export function readKeyMaterialRequest(context: Context, body: Uint8Array): Asked {
  return readers[context.draft](context, body)
}
