import type { Draft } from './ids.js'
import { drafts } from './ids.js'

/** A decision that the codec takes where a draft's structures leave something open or contradict themselves. */
export interface WireReading {
  readonly id: string
  /** The drafts that Mimicry speaks and that have the question; none where only a revision between them has it. */
  readonly drafts: readonly Draft[]
  readonly unclear: string
  readonly decision: string
}

const since02: readonly Draft[] = ['02ed', '06']
const only06: readonly Draft[] = ['06']
const before06: readonly Draft[] = ['01', '02ed']

function decide(number: number, where: readonly Draft[], unclear: string, decision: string): WireReading {
  return { id: `R-W${String(number).padStart(2, '0')}`, drafts: where, unclear, decision }
}

/** R-W01 to R-W47, in order. */
export const wireReadings: readonly WireReading[] = [
  decide(
    1,
    drafts,
    '`<V>` is never tied to RFC 9420, section 2.1.2.',
    'RFC 9420 length headers: shortest form, the prefix 11 refused.',
  ),
  decide(2, drafts, 'Members of some enums are separated by semicolons.', 'A slip, no meaning.'),
  decide(
    3,
    drafts,
    'The type `string` (errorDescription, fieldName) is not defined.',
    '`opaque<V>` that holds UTF-8; anything else is malformed.',
  ),
  decide(4, drafts, '`RoomId` is not defined.', 'An IdentifierUri, which has the same bytes as `opaque<V>`.'),
  decide(5, since02, 'Both IdentifierURI and IdentifierUri are written.', 'One type.'),
  decide(
    6,
    drafts,
    'The joining code is `optional opaque<V>` in the signed form of a GroupInfoRequest and plain in the sent one.',
    'Sent: a vector, empty for none. Signed: a presence octet, 0 where the code is empty. A verifier tries the form as sent second and reports the dialect.',
  ),
  decide(
    7,
    ['02ed'],
    '`uint8[32] name` is no presentation language.',
    '32 raw bytes, behind a presence octet where it is optional.',
  ),
  decide(
    8,
    since02,
    '`optional Frank` lacks its brackets, an optional structure its name.',
    'A presence octet, then the structure.',
  ),
  decide(
    9,
    drafts,
    'SubmitMessageResponse selects on `success`, the enum says `accepted`.',
    'The value 0, called accepted.',
  ),
  decide(10, drafts, 'IdentifierRequest selects on `type`, the field is `searchType`.', 'searchType.'),
  decide(11, drafts, 'GroupInfoResponse selects on `protocol`, the field is `version`.', 'version.'),
  decide(
    12,
    drafts,
    'Selects on `room.protocol` or `protocol` where there is no such field.',
    'Nothing on the wire: MLS 1.0, or what the enclosing response says.',
  ),
  decide(
    13,
    since02,
    'UpdateRequest selects on `content.content_type` of an MLSMessage, which has none.',
    'The content type of the PublicMessage or SemiPrivateMessage inside.',
  ),
  decide(
    14,
    drafts,
    'FanoutMessage selects on the wire format with names that are none.',
    'PrivateMessage is application, mls_welcome is welcome, a readable handshake is what its content type says. A handshake in a PrivateMessage is refused.',
  ),
  decide(15, drafts, 'Missing braces and semicolons.', 'Slips, no meaning.'),
  decide(
    16,
    drafts,
    '`Node ratchet_tree<V>` has no room for blank nodes.',
    '`optional<Node>`, as in RFC 9420, section 12.4.3.3.',
  ),
  decide(
    17,
    before06,
    'A groupInfo refusal has every field of a success in the grammar.',
    'Nothing is written after the status. Read are also a refusal that goes on with zeros or with every field, and the form is recorded.',
  ),
  decide(
    18,
    [],
    'Published 02 holds the pair of EncryptWithLabel in one `opaque<V>`.',
    'A vector that contains an HPKECiphertext.',
  ),
  decide(
    19,
    drafts,
    'The content of `room_id<V>` and of the HPKE context is not said.',
    "The bytes of the room's URI without a length of their own.",
  ),
  decide(
    20,
    drafts,
    'The keys of the groupInfo signatures are not always named.',
    'hub_sender.signature_key for the response, requestingSignatureKey for the request.',
  ),
  decide(
    21,
    only06,
    'The algorithm of the KeyMaterialRequest signature is not identified.',
    'That of acceptableCiphersuites; checks use suites of one algorithm.',
  ),
  decide(
    22,
    drafts,
    'Section 5 gives every body a protocol, but update, notify, consent, query and report have none.',
    'As the structures have it.',
  ),
  decide(
    23,
    ['01'],
    'The update of 01 has no MLSMessage header.',
    'A bare PublicMessage; the hub adds the header when it fans out.',
  ),
  decide(24, drafts, 'Welcome, GroupInfo and KeyPackage are bare in some bodies and wrapped in others.', 'As written.'),
  decide(25, since02, 'reportingUser is optional in prose only.', 'An empty URI.'),
  decide(26, since02, 'AbuseType has only the member reserved.', '0 is valid, and nothing else.'),
  decide(
    27,
    drafts,
    'IdentifierResponse has a list `uri` beside the profiles.',
    'A vector of IdentifierUri that may be empty.',
  ),
  decide(
    28,
    drafts,
    'FieldSource has no number for handle, nick or email.',
    'Others than its two are refused by the codec; a check that meets one observes.',
  ),
  decide(
    29,
    before06,
    'AppSync, application_states and their applicationIds have no numbers, the list elements no syntax.',
    'Numbers and the type of each state by configuration, with numbers of the private ranges by default; the elements as described above.',
  ),
  decide(
    30,
    ['02ed'],
    'FrankAAD has neither structure nor number, and the cited extensions draft no safe additional data.',
    'An item as in later drafts: uint16 type by configuration, then the 32 octets of the franking tag as `data<V>`, in a SafeAAD.',
  ),
  decide(
    31,
    since02,
    'SemiPrivateMessage has no wire format.',
    'By configuration, from the private range; none by default. It is always a wire format of its own.',
  ),
  decide(
    32,
    ['02ed'],
    'The franking inputs are concatenated bare.',
    'Raw URI bytes, then the uint64 in network order.',
  ),
  decide(33, only06, 'Section 5.3 still speaks of AppSync, 4.3.2 and 7.5 of AppDataUpdate.', 'AppDataUpdate.'),
  decide(34, only06, 'The component is called franking_agent and franking_signature_key.', 'One component, 0x0021.'),
  decide(35, only06, 'ComponentID is uint32 in older revisions of mls-extensions.', 'uint16, in room policy too.'),
  decide(36, only06, '`opaque signature_public_key` lacks its length.', 'SignaturePublicKey, an `opaque<V>`.'),
  decide(37, only06, 'hub_accepted_time has no unit.', 'Milliseconds.'),
  decide(
    38,
    drafts,
    'Bytes after a structure are not mentioned.',
    'An error, but for further FanoutMessages of a notify.',
  ),
  decide(
    39,
    drafts,
    'HTTP status of negative results and of malformed bodies; 201 is called Accepted.',
    '200 with the structure for an evaluated request, 201 for notify and consent, 4xx for a malformed body.',
  ),
  decide(40, drafts, 'No media types.', 'application/octet-stream unless configured.'),
  decide(41, drafts, 'Unknown values of enums.', 'Refused when read.'),
  decide(42, drafts, 'Empty acceptableCiphersuites or query_elements.', 'Read; sent only where a check asks for it.'),
  decide(
    43,
    drafts,
    'Group id and room id are not related.',
    'The group id is taken from the GroupInfo, never derived.',
  ),
  decide(44, only06, 'Whether externalProposals stands after every commit.', 'It does, empty where there are none.'),
  decide(
    45,
    before06,
    'Whether an AppSync may stand in an external commit, by which RFC 9420, section 12.2, knows only its own proposals to join.',
    'By value it may, as extension_external_proposal: a user joins an open room, or with a code, by adding itself to the list. Other extension proposals may not.',
  ),
  decide(
    46,
    before06,
    'What a provider that is no hub may propose as external sender.',
    'To take its own users off the list and their clients out of the group.',
  ),
  decide(
    47,
    before06,
    'Whether a user may stand in the participant list twice.',
    'A change that leads there is not valid.',
  ),
]
