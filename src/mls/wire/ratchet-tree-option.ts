/** How a ratchet tree travels beside a Welcome or GroupInfo: a structure of the protocol itself in 01 and 02ed, of
 * mahy-mls-ratchet-tree-options in 06. */
import { type Codec, enumeration, type Infer, opaque, struct, vector } from '../../codec/index.js'
import { byDraft, type ByDraft } from '../../drafts/by-draft.js'
import { Extension } from './leaf-node.js'
import { RatchetTree } from './ratchet-tree.js'

/** Reading R-W16: the drafts write `Node ratchet_tree<V>`, which has no blank nodes; read as `optional<Node>`. */
const full = { ratchet_tree: RatchetTree }

const fullOnly = struct('RatchetTreeOption', {
  representation: enumeration(1, { reserved: 0, full: 1 }, { reserved: ['reserved'] }),
}).select('representation', { full })

/** The select of the external draft says `httpsUrl` where its enum says `httpsUri`. */
const anyForm = struct('RatchetTreeOption', {
  representation: enumeration(
    1,
    { reserved: 0, full: 1, httpsUri: 2, outOfBand: 3, distributionService: 4 },
    { reserved: ['reserved'] },
  ),
}).select('representation', {
  full,
  httpsUri: { ratchet_tree_url: opaque, tree_signature: opaque },
  outOfBand: { tree_signature: opaque },
  distributionService: {},
})

export type RatchetTreeOption = Infer<typeof anyForm>
export const RatchetTreeOption: ByDraft<Codec<RatchetTreeOption>> = byDraft({
  '01': fullOnly,
  '02ed': fullOnly,
  '06': anyForm,
})

const RatchetTreePresence = enumeration(1, { no_ratchet_tree: 0, present: 1, removed: 2, added: 3 })

/** What a hub that follows the handshake cannot make up itself; the extensions leave out ratchet_tree. */
export const PartialGroupInfo = struct('PartialGroupInfo', {
  ratchet_tree_presence: RatchetTreePresence,
  group_info_extensions: vector(Extension),
  signature: opaque,
})
export type PartialGroupInfo = Infer<typeof PartialGroupInfo>
