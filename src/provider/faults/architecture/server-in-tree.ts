import { informing } from '../kit/informing.js'

export const architectureServerInTree = informing({
  id: 'architecture.server-in-tree',
  summary: 'shows itself as a member of its rooms: the tree that it serves ends with a leaf of its own',
  breaks: ['MIMI-ARC-009'],
  rules: ({ tree }) => ({
    tree(group) {
      const right = tree(group)
      const [hub] = group.externalSenders
      const [member] = group.members
      if (right.representation !== 'full' || !hub || !member) return right
      const leaf_node = { ...member.leaf_node, credential: hub.credential, signature_key: hub.signature_key }
      return { ...right, ratchet_tree: [...right.ratchet_tree, null, { node_type: 'leaf', leaf_node }] }
    },
  }),
})
