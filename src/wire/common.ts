/** What several endpoints share (01, 02ed, 06: sections 5 and 5.2). */
import { enumeration, type Infer, opaque, struct } from '../codec/index.js'

/** One byte, where MLS's own ProtocolVersion has two. */
export const Protocol = enumeration(1, { reserved: 0, mls10: 1 }, { reserved: ['reserved'] })
export type Protocol = Infer<typeof Protocol>

/** A URI in bytes; empty where a structure has no optional for a URI that is missing. Also written IdentifierURI (R-W05). */
export const IdentifierUri = struct('IdentifierUri', { uri: opaque })
export type IdentifierUri = Infer<typeof IdentifierUri>
