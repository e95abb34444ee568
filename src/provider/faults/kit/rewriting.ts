import { encode, type Infer, tryDecode } from '../../../codec/index.js'
import { KeyMaterialRequest } from '../../../wire/key-material.js'
import type { Fault } from '../../fault.js'
import { asking } from './asking.js'

const { '01': unsigned, '06': signed } = KeyMaterialRequest

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** What is put in place of what a local client asked for. */
  fields: Partial<Infer<typeof unsigned>>
}

/** A fault in the key material requests that are sent on; a signature in them stays as it was. */
export function rewriting({ fields, ...definition }: Definition): Fault {
  return asking({
    ...definition,
    ask: ({ forwarded }) => ({
      forwarded: (action, body) => (action === 'keyMaterial' ? rewritten(body, fields) : forwarded(action, body)),
    }),
  })
}

function rewritten(body: Uint8Array, fields: Definition['fields']): Uint8Array {
  const withSignature = tryDecode(signed, body)
  if (withSignature.ok) return encode(signed, { ...withSignature.value, ...fields })
  const without = tryDecode(unsigned, body)
  return without.ok ? encode(unsigned, { ...without.value, ...fields }) : body
}
