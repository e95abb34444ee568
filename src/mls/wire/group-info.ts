/** RFC 9420, sections 12.1.8.1, 12.4.3 and 12.4.3.2: what a hub or a joiner learns about a group. */
import { type Infer, opaque, struct, uint32, vector } from '../../codec/index.js'
import { Credential } from './credential.js'
import { HPKEPublicKey, MAC, SignaturePublicKey } from './crypto.js'
import { GroupContext } from './group-context.js'
import { Extension } from './leaf-node.js'

const signedFields = {
  group_context: GroupContext,
  extensions: vector(Extension),
  confirmation_tag: MAC,
  signer: uint32,
}

/** 12.4.3; `signer` is a leaf index. */
export const GroupInfo = struct('GroupInfo', { ...signedFields, signature: opaque })
export type GroupInfo = Infer<typeof GroupInfo>

/** What the signature covers. */
export const GroupInfoTBS = struct('GroupInfoTBS', signedFields)
export type GroupInfoTBS = Infer<typeof GroupInfoTBS>

/** 12.4.3.2: data of the external_pub extension. */
export const ExternalPub = struct('ExternalPub', { external_pub: HPKEPublicKey })
export type ExternalPub = Infer<typeof ExternalPub>

/** 12.1.8.1. */
export const ExternalSender = struct('ExternalSender', { signature_key: SignaturePublicKey, credential: Credential })
export type ExternalSender = Infer<typeof ExternalSender>

/** 12.1.8.1: data of the external_senders extension, a list although ts-mls writes one sender. */
export const ExternalSenders = vector(ExternalSender)
export type ExternalSenders = Infer<typeof ExternalSenders>
