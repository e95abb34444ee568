import { encode, type Infer, tryDecode } from '../../../codec/index.js'
import { KeyMaterialRequest } from '../../../wire/key-material.js'

const { '01': unsigned, '06': signed } = KeyMaterialRequest

/** A key material request, of whichever draft, with fields replaced; a signature in it stays as it was. */
export function rewritten(body: Uint8Array, fields: Partial<Infer<typeof unsigned>>): Uint8Array {
  const withSignature = tryDecode(signed, body)
  if (withSignature.ok) return encode(signed, { ...withSignature.value, ...fields })
  const without = tryDecode(unsigned, body)
  return without.ok ? encode(unsigned, { ...without.value, ...fields }) : body
}
