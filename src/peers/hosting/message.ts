import { createHmac, randomBytes } from 'node:crypto'
import { encode } from '../../codec/index.js'
import type { GroupContext } from '../../mls/wire/index.js'
import { componentIds, SafeAAD } from '../../mls/wire/index.js'
import { component } from '../../mls/wire/app-state.js'
import { FrankAAD } from '../../wire/franking.js'

const nothing = new Uint8Array()

/**
 * What a message of ours has as authenticated data: a SafeAAD where the GroupContext has the safe_aad component, even
 * when there is nothing in it (mls-extensions-09, 4.9), with the franking tag if there is one (06: 5.4.1.1).
 */
export function authenticatedDataIn({ extensions }: GroupContext, tag: Uint8Array | null = null): Uint8Array {
  if (!component(extensions, componentIds.safe_aad)) return nothing
  return tag ? taggedAad(tag) : encode(SafeAAD, { aad_items: [] })
}

/** A SafeAAD with these octets as franking tag, as many as they are. */
export function taggedAad(tag: Uint8Array): Uint8Array {
  const aad_item_data = tag.length === 32 ? encode(FrankAAD['06'], { franking_tag: tag }) : tag
  return encode(SafeAAD, { aad_items: [{ component_id: componentIds.frank_aad, aad_item_data }] })
}

/** What a client encrypts: a salt that no other message has, and the text (06: 5.4.1.1 leaves the format to the content). */
export function contentOf(text: string): { content: Uint8Array; salt: Uint8Array } {
  const salt = Uint8Array.from(randomBytes(16))
  return { content: Uint8Array.from([...salt, ...new TextEncoder().encode(text)]), salt }
}

/** 06: 5.4.1.1. */
export function frankingTag(salt: Uint8Array, content: Uint8Array): Uint8Array {
  return Uint8Array.from(createHmac('sha256', salt).update(content).digest())
}
