import { decode, tryDecode } from '../codec/index.js'
import type { Draft } from '../drafts/ids.js'
import { tryDecodeIn, type ValueIn } from './by-draft.js'
import { GroupInfoResponse, GroupInfoResponseAlwaysFull } from './group-info.js'

/** `as-declared` ends a refusal after its status; the others are what R-W17 tolerates in 01 and 02ed. */
export type GroupInfoResponseForm = 'as-declared' | 'always-full' | 'zero-filled'

/**
 * Reads a GroupInfoResponse with the tolerance of reading R-W17: the grammar of 01 and 02ed gives a refusal fields for
 * which there are no values. The strict form is tried first, and the form found is told.
 * @throws CodecError of the strict form
 */
export function readGroupInfoResponse(
  draft: Draft,
  bytes: Uint8Array,
): { value: ValueIn<typeof GroupInfoResponse>; form: GroupInfoResponseForm } {
  const strict = tryDecodeIn(GroupInfoResponse, draft, bytes)
  if (strict.ok) return { value: strict.value, form: 'as-declared' }
  const literal = GroupInfoResponseAlwaysFull[draft]
  const { code, offset } = strict.error
  if (literal === null || code !== 'trailing-bytes') throw strict.error
  const value = decode<ValueIn<typeof GroupInfoResponse>>(GroupInfoResponse[draft], bytes.subarray(0, offset))
  if (value.status === 'success') throw strict.error
  if (tryDecode<unknown>(literal, bytes).ok) return { value, form: 'always-full' }
  if (bytes.subarray(offset).every((byte) => byte === 0)) return { value, form: 'zero-filled' }
  throw strict.error
}
