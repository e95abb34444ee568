import { fault } from '../../fault.js'
import type { PublicGroup } from '../../../mls/public-group.js'
import type { RatchetTreeOption } from '../../../mls/wire/index.js'

export const updateTreeUnchecked = fault({
  id: 'update.tree-unchecked',
  summary: 'stores the ratchet tree that comes with a commit as it is, and serves it',
  breaks: ['MIMI-UPD-017'],
  apply: (ports) => {
    const { hub, groupInfo } = ports.rules
    const sent = new WeakMap<PublicGroup, RatchetTreeOption>()
    return {
      ...ports,
      rules: {
        ...ports.rules,
        hub: {
          ...hub,
          treeObjection(next, option) {
            if (option.representation !== 'full') return hub.treeObjection(next, option)
            sent.set(next, option)
            return null
          },
        },
        groupInfo: { ...groupInfo, tree: (group) => sent.get(group) ?? groupInfo.tree(group) },
      },
    }
  },
})
