/** The endpoints by their key in the directory (5.1). */
import type { Action } from '../../target/driver/contract.js'
import { requestConsent, updateConsent } from './consent.js'
import type { Endpoint } from './endpoint.js'
import { groupInfo } from './group-info.js'
import { identifierQuery } from './identifier-query.js'
import { keyMaterial } from './key-material.js'
import { notify } from './notify.js'
import { reportAbuse } from './report-abuse.js'
import { proxyDownload } from './proxy-download.js'
import { submitMessage } from './submit-message.js'
import { update } from './update.js'

export const endpoints: Readonly<Record<Action, Endpoint>> = {
  keyMaterial,
  update,
  notify,
  submitMessage,
  groupInfo,
  requestConsent,
  updateConsent,
  identifierQuery,
  reportAbuse,
  proxyDownload,
}
