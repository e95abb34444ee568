import type { Action } from '../target/driver/contract.js'
import type { Value } from './structures.js'

/** What each endpoint's answer decodes to; null where the draft has no response body. */
export interface Responses extends Record<Action, unknown> {
  keyMaterial: Value<'KeyMaterialResponse'>
  update: Value<'UpdateRoomResponse'>
  submitMessage: Value<'SubmitMessageResponse'>
  groupInfo: Value<'GroupInfoResponse'>
  identifierQuery: Value<'IdentifierResponse'>
  notify: null
  requestConsent: null
  updateConsent: null
  reportAbuse: null
  /** The asset. */
  proxyDownload: Uint8Array
}
