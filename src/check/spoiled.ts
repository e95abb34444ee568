/** Wrong updates from Mimicry's artefacts: each is a valid commit but for one thing. */
import type { WrongUpdate } from '../mls/artefacts.js'
import type { KeyPackageBundle } from '../mls/key-package-bundle.js'
import type { Handshake, RoomClient } from '../peers/hosted-room.js'

/** What an artefact may need beside the commit that it spoils. */
export interface Ingredients {
  /** The key package that the commit adds first. */
  added?: KeyPackageBundle
  /** ProposalRef of a Remove proposal that is not committed yet. */
  pendingRemove?: Uint8Array
  /** For an external commit, what its joiner read. */
  joined?: { groupInfo: Uint8Array; ratchetTree: Uint8Array }
}

/** A commit with the one thing wrong that an artefact stands for. */
export async function spoiled(
  client: RoomClient,
  twin: Handshake,
  artefact: WrongUpdate,
  ingredients: Ingredients = {},
): Promise<Handshake> {
  if (!twin.pending) throw new Error('artefacts of updates are made from commits')
  const group = await client.group()
  const { commit, ...parts } = await artefact.make({
    device: client.device.mls,
    group,
    pending: twin.pending,
    ...ingredients,
  })
  return twin.with({ ...parts, partialGroupInfo: null, messages: [commit] })
}
