/** RFC 9420, sections 5.1 and 5.2: keys, references and what is signed, encrypted and hashed. */
import { opaque, struct, type Infer, uint16 } from '../../codec/index.js'

/** 5.1.1. */
export const HPKEPublicKey = opaque
export const SignaturePublicKey = opaque

/** 5.2: a KeyPackageRef or ProposalRef is the hash of a RefHashInput. */
const HashReference = opaque
export const KeyPackageRef = HashReference
export const ProposalRef = HashReference

/** 6.1. */
export const MAC = opaque

/** 5.1.2: what SignWithLabel signs; `label` begins with `MLS 1.0 `. */
export const SignContent = struct('SignContent', { label: opaque, content: opaque })
export type SignContent = Infer<typeof SignContent>

/** 5.1.3: the HPKE info of EncryptWithLabel; `label` begins with `MLS 1.0 `. */
export const EncryptContext = struct('EncryptContext', { label: opaque, context: opaque })
export type EncryptContext = Infer<typeof EncryptContext>

/** 5.2. */
export const RefHashInput = struct('RefHashInput', { label: opaque, value: opaque })
export type RefHashInput = Infer<typeof RefHashInput>

/** 8: the input of ExpandWithLabel; `length` is the number of bytes asked for. */
export const KDFLabel = struct('KDFLabel', { length: uint16, label: opaque, context: opaque })
export type KDFLabel = Infer<typeof KDFLabel>
