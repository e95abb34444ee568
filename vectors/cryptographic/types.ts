/** What a file of cryptographic vectors holds; schema.json says the same to other languages, docs/vectors.md to people. */
import type { Json } from '../../src/codec/json.js'
import type { Draft } from '../../src/drafts/ids.js'

interface FileOf<Operation extends string, Case> {
  readonly format: 'mimicry-crypto-vectors/1'
  /** Drafts to which all cases belong, octet for octet. */
  readonly drafts: readonly Draft[]
  /** What the cases are about, by its name in the drafts. */
  readonly object: string
  readonly operation: Operation
  /** Where the object and the computation are defined. */
  readonly sections: readonly string[]
  /** What each flag of the cases means. */
  readonly notes: Readonly<Record<string, string>>
  readonly cases: readonly Case[]
}

/** Octets in lower-case hexadecimal. */
type Hex = string

interface CaseOf<Repair> {
  /** Words, stable, unique within the file: `suite-2.wrong-label`. */
  readonly id: string
  readonly comment: string
  readonly flags: readonly string[]
  /** `ambiguous`: a verifier that accepts agrees with the draft as much as one that refuses. */
  readonly result: 'valid' | 'invalid' | 'ambiguous'
  /** What the object was made from in truth: put in the place of the case's own members, these make it valid. */
  readonly repair?: Repair
}

/** What travels, and what it says. */
interface Travelling {
  /** Name of the structure, as in the testee protocol. */
  readonly struct: string
  readonly bytes: Hex
  /** As in the testee protocol; with valid cases only. */
  readonly value?: Json
}

/** Further private keys of those who made the object, and what else they knew. */
interface Made {
  readonly keys?: Readonly<Record<string, Hex>>
}

/** RefHash (RFC 9420, 5.2). */
export interface ReferenceCase extends CaseOf<ReferenceRepair>, Travelling, Made {
  readonly suite: number
  /** Whole, as RFC 9420 writes it. */
  readonly label: string
  /** What the reference is of: the octets that are hashed with the label. */
  readonly content: Hex
  /** Proposals only: the GroupContext in which its sender signed, empty where it does not sign one. */
  readonly groupContext?: Hex
  /** On the way to the result; with valid cases only. */
  readonly intermediate?: { readonly refHashInput: Hex }
  readonly reference: Hex
}
export type ReferenceRepair = Partial<Pick<ReferenceCase, 'suite' | 'label' | 'content' | 'reference'>> & {
  readonly refHashInput?: Hex
}

/** VerifyWithLabel (RFC 9420, 5.1.2). */
export interface SignatureCase extends CaseOf<SignatureRepair>, Travelling, Made {
  readonly suite: number
  readonly publicKey: Hex
  /** The seed (RFC 8032) or scalar that belongs to it. */
  readonly privateKey: Hex
  /** Without the prefix `MLS 1.0 `, as the drafts write it. */
  readonly label: string
  /** What a verifier computes from what it was sent: the object's TBS. */
  readonly content: Hex
  /** With valid cases only. */
  readonly intermediate?: { readonly signContent: Hex }
  readonly signature: Hex
  /** What a verifier has to know besides. */
  readonly fields?: Readonly<Record<string, string>>
}
export type SignatureRepair = Partial<
  Pick<SignatureCase, 'bytes' | 'publicKey' | 'privateKey' | 'label' | 'content' | 'signature' | 'fields' | 'suite'>
> & { readonly signContent?: Hex }

/** DecryptWithLabel (RFC 9420, 5.1.3): HPKE in base mode (RFC 9180). */
export interface EncryptionCase extends CaseOf<EncryptionRepair>, Made {
  readonly suite: number
  /** Of the receiver. */
  readonly publicKey: Hex
  readonly privateKey: Hex
  /** Of the sender, so that anybody can seal the same. */
  readonly ephemeralPrivateKey: Hex
  /** Without the prefix `MLS 1.0 `. */
  readonly label: string
  readonly context: Hex
  readonly aad: Hex
  /** Name of the structure inside. */
  readonly struct: string
  readonly plaintext: Hex
  readonly value?: Json
  readonly kemOutput: Hex
  readonly ciphertext: Hex
  /** What a sender computes on the way (RFC 9180, 4.1 and 5.1); with valid cases only. */
  readonly intermediate?: {
    readonly encryptContext: Hex
    readonly sharedSecret: Hex
    readonly key: Hex
    readonly baseNonce: Hex
  }
}
export type EncryptionRepair = Partial<
  Pick<EncryptionCase, 'suite' | 'publicKey' | 'privateKey' | 'label' | 'context' | 'aad' | 'kemOutput' | 'ciphertext'>
> & { readonly encryptContext?: Hex }

/** A mark of franking: `HMAC-SHA256` under the key, or `SHA-256` of the key and what follows it. */
export interface MarkCase extends CaseOf<MarkRepair> {
  readonly algorithm: 'HMAC-SHA256' | 'SHA-256'
  readonly key: Hex
  /** What the input is made of: URIs as text, times in decimal, octets in hexadecimal. */
  readonly fields: Readonly<Record<string, string>>
  readonly input: Hex
  readonly mark: Hex
}
export type MarkRepair = Partial<Pick<MarkCase, 'algorithm' | 'key' | 'input' | 'mark'>>

export type ReferenceFile = FileOf<'reference', ReferenceCase>
export type SignatureFile = FileOf<'signature', SignatureCase>
export type EncryptionFile = FileOf<'encryption', EncryptionCase>
export type MarkFile = FileOf<'mark', MarkCase>
export type CryptoVectorFile = ReferenceFile | SignatureFile | EncryptionFile | MarkFile
