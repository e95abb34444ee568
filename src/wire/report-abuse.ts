/** reportAbuse (02ed: 5.9; 06: 5.9); 01 has none. */
import { enumeration, opaque, struct, uint64, vector } from '../codec/index.js'
import { AppDataDictionary } from '../mls/wire/index.js'
import { byDraft } from './by-draft.js'
import { IdentifierUri } from './common.js'
import { Frank } from './franking.js'

/** Reading R-W26: the only value is called reserved, so it has to be usable. */
const AbuseType = enumeration(1, { reserved: 0 })

const abusiveMessage02ed = struct('AbusiveMessage', {
  mimi_content: opaque,
  frank: Frank['02ed'],
  acceptedTimestamp: uint64,
})
const abusiveMessage06 = struct('AbusiveMessage', {
  message_content: opaque,
  frank: Frank['06'],
  accepted_timestamp: uint64,
})
export const AbusiveMessage = byDraft({ '01': null, '02ed': abusiveMessage02ed, '06': abusiveMessage06 })

/** Reading R-W25: a reporter who stays unnamed is an empty URI. */
const report = struct('AbuseReport', {
  reportingUser: IdentifierUri,
  allegedAbuserUri: IdentifierUri,
  reasonCode: AbuseType,
  note: opaque,
})
export const AbuseReport = byDraft({
  '01': null,
  '02ed': report.fields({ messages: vector(abusiveMessage02ed) }),
  '06': report.fields({ messages: vector(abusiveMessage06), abuse_extensions: AppDataDictionary }),
})
