/** The extensions that rooms begin with in every draft. */
import { encode } from '../../codec/index.js'
import {
  type Extension,
  type ExternalSender,
  ExternalSenders,
  extensionTypes,
  RequiredCapabilities,
} from '../../mls/wire/index.js'

/** RFC 9420, 11.1: what each client must support besides the default types. */
export function requiredCapabilities(extension_types: number[], proposal_types: number[]): Extension {
  return {
    extension_type: extensionTypes.required_capabilities,
    extension_data: encode(RequiredCapabilities, { extension_types, proposal_types, credential_types: [] }),
  }
}

/** RFC 9420, 12.1.8.1; none where there are no senders. */
export function externalSenders(senders: readonly ExternalSender[] = []): Extension[] {
  if (senders.length === 0) return []
  return [{ extension_type: extensionTypes.external_senders, extension_data: encode(ExternalSenders, [...senders]) }]
}
