/** RFC 9420, section 6: the envelope of the five message bodies, and of SemiPrivateMessage where a number is agreed. */
import { type Codec, type Infer, struct } from '../../codec/index.js'
import { type ByDraft, perDraft } from '../../drafts/by-draft.js'
import type { Draft } from '../../drafts/ids.js'
import { GroupInfo } from './group-info.js'
import { KeyPackage } from './key-package.js'
import { PrivateMessage } from './private-message.js'
import { PublicMessage } from './public-message.js'
import { mls10, WireFormat, wireFormats } from './registries.js'
import { SemiPrivateMessage } from './semi-private-message.js'
import { Welcome } from './welcome.js'

const envelope = struct('MLSMessage', { version: mls10, wire_format: WireFormat })

const bodies = (draft: Draft) => ({
  [wireFormats.mls_public_message]: { public_message: PublicMessage[draft] },
  [wireFormats.mls_private_message]: { private_message: PrivateMessage },
  [wireFormats.mls_welcome]: { welcome: Welcome },
  [wireFormats.mls_group_info]: { group_info: GroupInfo },
  [wireFormats.mls_key_package]: { key_package: KeyPackage },
})

const standard = perDraft((draft) => envelope.select('wire_format', bodies(draft)))

/** The number of a SemiPrivateMessage is not assigned, so ask for a body with `in` rather than by `wire_format`. */
export type MLSMessage =
  Infer<(typeof standard)['06']> | { version: number; wire_format: number; semiprivate_message: SemiPrivateMessage }

/** A wire format without a body here cannot be delimited, and is refused as value-invalid. */
export const MLSMessage: ByDraft<Codec<MLSMessage>> = standard

/**
 * MLSMessage with SemiPrivateMessage under an agreed number (reading R-W31); 01 has none of these messages.
 * @param wireFormat the number, from the private range 0xf000 to 0xffff; null leaves the table as it is
 */
export function mlsMessages(wireFormat: number | null): ByDraft<Codec<MLSMessage>> {
  if (wireFormat === null) return MLSMessage
  const extended = (draft: Draft): Codec<MLSMessage> =>
    envelope.select('wire_format', { ...bodies(draft), [wireFormat]: { semiprivate_message: SemiPrivateMessage } })
  return { '01': MLSMessage['01'], '02ed': extended('02ed'), '06': extended('06') }
}
