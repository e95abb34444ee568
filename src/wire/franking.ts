/** Franking: the hub's mark on a message, by which it knows the message again in an abuse report (02ed: 5.4; 06: 5.4.1). */
import { fixed, opaque, struct, uint64 } from '../codec/index.js'
import { CipherSuite, Credential, SignaturePublicKey } from '../mls/wire/index.js'
import { byDraft } from './by-draft.js'
import { IdentifierUri } from './common.js'

/** Reading R-W07: `uint8[32] name` is 32 bytes without a length. */
export const Frank = byDraft({
  '01': null,
  '02ed': struct('Frank', { franking_tag: fixed(32), serverFrank: fixed(32), franking_context_hash: fixed(32) }),
  '06': struct('Frank', {
    server_frank: fixed(32),
    franking_signature_ciphersuite: CipherSuite,
    franking_integrity_signature: opaque,
  }),
})

const frankAad = struct('FrankAAD', { franking_tag: fixed(32) })

/** An item of the SafeAAD of a message to be franked: component frank_aad, in 02ed by reading R-W30. */
export const FrankAAD = byDraft({ '01': null, '02ed': frankAad, '06': frankAad })

/** Component franking_signature_key, which the text also calls franking_agent (R-W34); the update has the same form. */
export const FrankingAgentData = byDraft({
  '01': null,
  '02ed': null,
  '06': struct('FrankingAgentData', { franking_signature_key: SignaturePublicKey, credential: Credential }),
})

const serverFrankingContext = struct('ServerFrankingContext', {
  sender_uri: IdentifierUri,
  room_uri: IdentifierUri,
  accepted_timestamp: uint64,
})

/** What the hub mixes into its mark. In 02ed the same three stand bare behind one another (R-W32). */
export const ServerFrankingContext = byDraft({ '01': null, '02ed': null, '06': serverFrankingContext })

/** What the hub signs, under the label of the same name. */
export const FrankingIntegrityTBS = byDraft({
  '01': null,
  '02ed': null,
  '06': struct('FrankingIntegrityTBS', {
    server_frank: fixed(32),
    franking_signature_ciphersuite: CipherSuite,
    context: serverFrankingContext,
  }),
})
