import { fault } from '../../fault.js'
import type { GroupInfo } from '../../../mls/wire/index.js'

export const groupInfoPreviousEpoch = fault({
  id: 'group-info.previous-epoch',
  summary: 'serves the group info of the epoch before until somebody has asked for the new one',
  breaks: ['MIMI-GRP-010', 'MIMI-GRP-015', 'MIMI-POL-032', 'MIMI-ARC-013'],
  apply: (ports) => {
    const { hosted } = ports.store
    const before = new Map<GroupInfo, GroupInfo>()
    const put: typeof hosted.put = (room) => {
      const known = hosted.find(room.prepared.uri)?.groupInfo
      if (known && known !== room.groupInfo) before.set(room.groupInfo, known)
      hosted.put(room)
    }
    return {
      ...ports,
      store: { ...ports.store, hosted: { ...hosted, put } },
      rules: {
        ...ports.rules,
        groupInfo: {
          ...ports.rules.groupInfo,
          served: (groupInfo) => {
            const stale = before.get(groupInfo)
            before.delete(groupInfo)
            return stale ?? groupInfo
          },
        },
      },
    }
  },
})
