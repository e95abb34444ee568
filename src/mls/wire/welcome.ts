/** RFC 9420, section 12.4.3.1. */
import { type Infer, opaque, optional, struct, vector } from '../../codec/index.js'
import { perDraft } from '../../drafts/by-draft.js'
import { KeyPackageRef } from './crypto.js'
import { PreSharedKeyID } from './psk.js'
import { CipherSuite } from './registries.js'
import { HPKECiphertext } from './update-path.js'

export const PathSecret = struct('PathSecret', { path_secret: opaque })
export type PathSecret = Infer<typeof PathSecret>

export const GroupSecrets = perDraft((draft) =>
  struct('GroupSecrets', {
    joiner_secret: opaque,
    path_secret: optional(PathSecret),
    psks: vector(PreSharedKeyID[draft]),
  }),
)
export type GroupSecrets = Infer<(typeof GroupSecrets)['06']>

export const EncryptedGroupSecrets = struct('EncryptedGroupSecrets', {
  new_member: KeyPackageRef,
  encrypted_group_secrets: HPKECiphertext,
})
export type EncryptedGroupSecrets = Infer<typeof EncryptedGroupSecrets>

export const Welcome = struct('Welcome', {
  cipher_suite: CipherSuite,
  secrets: vector(EncryptedGroupSecrets),
  encrypted_group_info: opaque,
})
export type Welcome = Infer<typeof Welcome>
