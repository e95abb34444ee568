import type { MalformationFamily } from '../../src/codec/index.js'

/**
 * One change of a valid encoding, as data: it can be recorded, applied to another encoding of the same structure (the
 * same request about other users), left out when a finding is shrunk, and told in words.
 */
export type Mutation =
  /** The `nth` single fault of a family at a field, as `malformations` makes it. */
  | { readonly kind: 'malform'; readonly family: MalformationFamily; readonly path: string; readonly nth: number }
  /** The element at a path becomes these bytes (hexadecimal, with its own header); the lengths around it are corrected. */
  | { readonly kind: 'replace'; readonly path: string; readonly bytes: string; readonly what: string }
  /** Bytes cut out and put in (hexadecimal) as they are: no length is corrected. */
  | {
      readonly kind: 'edit'
      readonly at: number
      readonly remove: number
      readonly insert: string
      readonly what: string
    }

/** Whether something read from a file is a mutation; whether it fits is for `apply` to say. */
export function isMutation(value: unknown): value is Mutation {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  const member = (name: string, type: 'string' | 'number'): boolean => {
    const content: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
    return type === 'string' ? typeof content === 'string' : Number.isSafeInteger(content) && Number(content) >= 0
  }
  switch (value.kind) {
    case 'malform':
      return member('family', 'string') && member('path', 'string') && member('nth', 'number')
    case 'replace':
      return member('path', 'string') && member('bytes', 'string') && member('what', 'string')
    case 'edit':
      return (
        member('at', 'number') && member('remove', 'number') && member('insert', 'string') && member('what', 'string')
      )
    default:
      return false
  }
}
