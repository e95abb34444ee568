import { randomBytes } from 'node:crypto'
import { encode } from '../../codec/index.js'
import { byDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import type { Readings } from '../../drafts/readings.js'
import type { GroupContext } from '../../mls/wire/index.js'
import { componentIds, SafeAAD } from '../../mls/wire/index.js'
import { component } from '../../mls/wire/app-state.js'
import { type FrankedContent, writeMimiContent } from '../../wire/mimi-content.js'
import { Skip } from '../preparation.js'

const nothing = new Uint8Array()

type Aad = (context: GroupContext, tag: Uint8Array | null, readings: Readings) => Uint8Array

/** Where each draft has the franking tag: nowhere in 01, by a number of the run's in 02ed (reading R-W30). */
const forms = byDraft<Aad, Aad, Aad>({
  '01': (_, tag) => {
    if (tag) throw new Skip('01 has no franking')
    return nothing
  },
  '02ed': (_, tag, { frankAadExtension }) => (tag ? safeAad(frankAadExtension, tag) : nothing),
  '06': ({ extensions }, tag) => {
    if (tag) return safeAad(componentIds.frank_aad, tag)
    return component(extensions, componentIds.safe_aad) ? encode(SafeAAD, { aad_items: [] }) : nothing
  },
})

/**
 * What a message of ours has as authenticated data: in 06 a SafeAAD where the GroupContext has the safe_aad component, even
 * when there is nothing in it (mls-extensions-09, 4.9); with the franking tag if there is one, as many octets as it has.
 */
export function authenticatedDataIn(
  draft: Draft,
  context: GroupContext,
  readings: Readings,
  tag: Uint8Array | null = null,
): Uint8Array {
  return forms[draft](context, tag, readings)
}

function safeAad(component_id: number, aad_item_data: Uint8Array): Uint8Array {
  return encode(SafeAAD, { aad_items: [{ component_id, aad_item_data }] })
}

/** What a client encrypts: MIMI content with a salt that no other message has, which names its sender and room (06: 5.4.1.1). */
export function contentOf(
  text: string,
  named: Pick<FrankedContent, 'senderUri' | 'roomUri'>,
): { content: Uint8Array; salt: Uint8Array } {
  const salt = Uint8Array.from(randomBytes(16))
  return { content: writeMimiContent({ ...named, salt }, text), salt }
}
