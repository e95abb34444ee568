/** RFC 9420, section 5.3. */
import { type Infer, opaque, struct, vector } from '../../codec/index.js'
import { CredentialType, credentialTypes } from './registries.js'

/** `cert_data` is one DER certificate; a chain begins with the end entity's. */
export const Certificate = struct('Certificate', { cert_data: opaque })
export type Certificate = Infer<typeof Certificate>

/** A credential of a type that this table does not have cannot be delimited, and is refused as value-invalid. */
export const Credential = struct('Credential', { credential_type: CredentialType }).select('credential_type', {
  [credentialTypes.basic]: { identity: opaque },
  [credentialTypes.x509]: { certificates: vector(Certificate) },
})
export type Credential = Infer<typeof Credential>
