import type { Extension } from '../wire/leaf-node.js'

/** A type or version of the private ranges, so that no registration gives it a meaning, and away from what readings take. */
export const unassigned = 0xfe31

/** An extension that nobody knows. */
export const unknownExtension: Extension = { extension_type: unassigned, extension_data: new Uint8Array() }
