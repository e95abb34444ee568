/** What a member tells those outside about its epoch. */
import type { CiphersuiteImpl, ClientState } from 'ts-mls'
import { createGroupInfo } from 'ts-mls/createCommit.js'
import { encodeGroupInfo } from 'ts-mls/groupInfo.js'
import { decode, encode } from '../../codec/index.js'
import { ExternalPub, GroupInfo } from '../wire/group-info.js'
import { PartialGroupInfo } from '../wire/ratchet-tree-option.js'
import { extensionTypes } from '../wire/registries.js'

/** GroupInfo (12.4.3) with external_pub (12.4.3.2) and without the ratchet tree, encoded. */
export async function groupInfoOf(state: ClientState, engine: CiphersuiteImpl): Promise<Uint8Array> {
  const keys = await engine.hpke.deriveKeyPair(state.keySchedule.externalSecret)
  const extensionData = encode(ExternalPub, { external_pub: keys.publicKey })
  const extensions = [{ extensionType: extensionTypes.external_pub, extensionData }]
  return encodeGroupInfo(await createGroupInfo(state.groupContext, state.confirmationTag, state, extensions, engine))
}

/** PartialGroupInfo (06) of a GroupInfo without ratchet tree: the rest stands in the commit. */
export function partialGroupInfoOf(groupInfo: Uint8Array): Uint8Array {
  const { extensions, signature } = decode(GroupInfo, groupInfo)
  return encode(PartialGroupInfo, {
    ratchet_tree_presence: 'no_ratchet_tree',
    group_info_extensions: extensions,
    signature,
  })
}
