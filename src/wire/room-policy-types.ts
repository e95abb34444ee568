/** Types that the components of room-policy-03 share. */
import { enumeration, type Infer, opaque, struct } from '../codec/index.js'

/** Without an upper bound in its enum, so one byte. */
export const bool = enumeration(1, { false: 0, true: 1 })
export type bool = Infer<typeof bool>

/** One byte as well; where a select says `mandatory` it means `required`. */
export const Optionality = enumeration(1, { optional: 0, required: 1, forbidden: 2 })
export type Optionality = Infer<typeof Optionality>

export const DomainName = struct('DomainName', { domain: opaque })
export type DomainName = Infer<typeof DomainName>
