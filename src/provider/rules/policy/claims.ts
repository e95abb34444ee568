/**
 * Claims of a credential (room-policy-03, 4). They can be taken from a certificate: the claim's id is an OID, its value
 * that of an attribute of the subject or of an extension (reading R-POL-036). A basic credential has none.
 */
import type { Infer } from '../../../codec/index.js'
import { type Credential, credentialTypes } from '../../../mls/wire/index.js'
import type { Claim, PreAuthData } from '../../../wire/room-roles.js'
import { boolean, children, collections, type Node, nodes, objectIdentifier, octetString } from './der.js'

type ClaimValue = Infer<typeof Claim>
export type PreAuthorization = Infer<typeof PreAuthData>

/** An entry without claims would match everybody; "every claim" holds of none, so it does. */
export function meets(credential: Credential, claims: readonly ClaimValue[]): boolean {
  return claims.every((claim) => meetsOne(credential, claim))
}

/** The role of the first entry that a credential matches; null where none does. */
export function preauthorizedRole(preauthorization: PreAuthorization | null, credential: Credential): number | null {
  const entries = preauthorization?.preauthorized_entries ?? []
  return entries.find(({ claimset }) => meets(credential, claimset))?.target_role.role_index ?? null
}

function meetsOne(credential: Credential, { claim_id, claim_value }: ClaimValue): boolean {
  if (credential.credential_type !== credentialTypes.x509) return false
  if (claim_id.credential_type !== credentialTypes.x509) return false
  const [certificate] = credential.certificates
  return certificate !== undefined && valuesOf(certificate.cert_data, claim_id.id).some((one) => same(one, claim_value))
}

/**
 * The values that stand behind an OID in a certificate, without tag and length, and as the whole value, too.
 * @param oid the content octets of an OBJECT IDENTIFIER, or all of it
 */
function valuesOf(certificate: Uint8Array, oid: Uint8Array): Uint8Array[] {
  const [root] = nodes(certificate) ?? []
  const [signed] = root ? children(root) : []
  return (signed ? aboutSubject(signed) : [])
    .flatMap((part) => collections(part))
    .flatMap((collection) => {
      const [id, ...values] = children(collection)
      if (id?.tag !== objectIdentifier || !(same(id.content, oid) || same(id.whole, oid))) return []
      // An extension may have its critical flag between, and its value inside an OCTET STRING.
      const value = values.find(({ tag }) => tag !== boolean)
      if (!value) return []
      const inner = value.tag === octetString ? (nodes(value.content) ?? []) : []
      return [value.content, value.whole, ...inner.map(({ content }) => content)]
    })
}

/** RFC 5280, 4.1: the subject is the fifth field behind an optional version; extensions are tagged [3]. */
function aboutSubject(signed: Node): Node[] {
  const fields = children(signed).filter(({ tag }) => tag !== 0xa0)
  return [...fields.slice(4, 5), ...fields.filter(({ tag }) => tag === 0xa3)]
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
