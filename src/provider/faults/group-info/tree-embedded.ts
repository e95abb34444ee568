import { encode } from '../../../codec/index.js'
import { extensionTypes, RatchetTree } from '../../../mls/wire/index.js'
import { informing } from '../kit/informing.js'

const extension = { extension_type: extensionTypes.ratchet_tree, extension_data: encode(RatchetTree, []) }

export const groupInfoTreeEmbedded = informing({
  id: 'group-info.tree-embedded',
  summary: 'serves group infos with a ratchet_tree extension besides the tree',
  breaks: ['MIMI-GRP-010'],
  rules: () => ({ served: (groupInfo) => ({ ...groupInfo, extensions: [...groupInfo.extensions, extension] }) }),
})
