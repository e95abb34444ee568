/** Pseudonymous credentials (06: 6.1), for which no CredentialType is assigned. */
import { type Infer, opaque, struct } from '../codec/index.js'
import { Credential, SignaturePublicKey } from '../mls/wire/index.js'
import { IdentifierUri } from './common.js'

/** Reading R-W36: `opaque signature_public_key` lacks its <V>. */
const signedFields = {
  client_pseudonym: IdentifierUri,
  user_pseudonym: IdentifierUri,
  signature_public_key: SignaturePublicKey,
}

export const PseudonymousCredential = struct('PseudonymousCredential', {
  ...signedFields,
  identity_link_ciphertext: opaque,
})
export type PseudonymousCredential = Infer<typeof PseudonymousCredential>

/** What the real client signs, under the label of the same name. */
export const PseudonymousCredentialTBS = struct('PseudonymousCredentialTBS', signedFields)
export type PseudonymousCredentialTBS = Infer<typeof PseudonymousCredentialTBS>

/** What `identity_link_ciphertext` holds. */
export const IdentityLinkTBE = struct('IdentityLinkTBE', {
  pseudonymous_credential_signature: opaque,
  client_credential: Credential,
})
export type IdentityLinkTBE = Infer<typeof IdentityLinkTBE>
