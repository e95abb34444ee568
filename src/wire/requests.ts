/** The structure of the request to each endpoint, by the endpoint's key in the directory; null where it has no body. */
import type { Codec } from '../codec/index.js'
import type { ByDraft } from '../drafts/by-draft.js'
import { ConsentEntry } from './consent.js'
import { GroupInfoRequest } from './group-info.js'
import { IdentifierRequest } from './identifier-query.js'
import { KeyMaterialRequest } from './key-material.js'
import { NotifyBody } from './notify.js'
import { AbuseReport } from './report-abuse.js'
import { SubmitMessageRequest } from './submit-message.js'
import { UpdateRequest } from './update.js'

interface RequestStructure {
  readonly name: string
  /** Null in drafts that have no such endpoint. */
  readonly table: ByDraft<Codec<unknown> | null>
}

const structure = (name: string, table: RequestStructure['table']): RequestStructure => ({ name, table })

export const requestStructures = {
  keyMaterial: structure('KeyMaterialRequest', KeyMaterialRequest),
  update: structure('UpdateRequest', UpdateRequest),
  notify: structure('NotifyBody', NotifyBody),
  submitMessage: structure('SubmitMessageRequest', SubmitMessageRequest),
  groupInfo: structure('GroupInfoRequest', GroupInfoRequest),
  requestConsent: structure('ConsentEntry', ConsentEntry),
  updateConsent: structure('ConsentEntry', ConsentEntry),
  identifierQuery: structure('IdentifierRequest', IdentifierRequest),
  reportAbuse: structure('AbuseReport', AbuseReport),
  proxyDownload: null,
} as const
