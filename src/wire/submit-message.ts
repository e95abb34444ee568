/** submitMessage (5.4). */
import { arm, enumeration, fixed, optional, struct, uint64 } from '../codec/index.js'
import { MLSMessage } from '../mls/wire/index.js'
import { byDraft, type Table } from './by-draft.js'
import { IdentifierUri, Protocol } from './common.js'
import { Frank } from './franking.js'

/** The request around the MLSMessages of a run. */
export function submitMessageRequests(messages: Table<MLSMessage>) {
  const request = struct('SubmitMessageRequest', { protocol: Protocol })
  return byDraft({
    '01': request.select('protocol', { mls10: { appMessage: messages['01'] } }),
    '02ed': request.select('protocol', { mls10: { appMessage: messages['02ed'], sendingUri: IdentifierUri } }),
    '06': request.select('protocol', { mls10: { appMessage: messages['06'], sendingUri: IdentifierUri } }),
  })
}

export const SubmitMessageRequest = submitMessageRequests(MLSMessage)

const SubmitResponseCode = enumeration(1, { accepted: 0, notAllowed: 1, epochTooOld: 2 })

/** Reading R-W09: the select says `success` where the enum says `accepted`. */
const response = struct('SubmitMessageResponse', { protocol: Protocol })
const status = { statusCode: SubmitResponseCode }
const refusals = { notAllowed: {}, epochTooOld: { currentEpoch: uint64 } }

/** Timestamps are milliseconds since the UNIX epoch. */
export const SubmitMessageResponse = byDraft({
  '01': response.select('protocol', {
    mls10: arm(status).select('statusCode', { accepted: { acceptedTimestamp: uint64 }, ...refusals }),
  }),
  '02ed': response.select('protocol', {
    mls10: arm(status).select('statusCode', {
      accepted: { acceptedTimestamp: uint64, serverFrank: optional(fixed(32)) },
      ...refusals,
    }),
  }),
  '06': response.select('protocol', {
    mls10: arm(status).select('statusCode', {
      accepted: { accepted_timestamp: uint64, frank: optional(Frank['06']) },
      ...refusals,
    }),
  }),
})
