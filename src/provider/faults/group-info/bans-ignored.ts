import { fault } from '../../fault.js'

export const groupInfoBansIgnored = fault({
  id: 'group-info.bans-ignored',
  summary: 'lets users whom it has banned come back with the next request for group info',
  breaks: ['MIMI-GRP-007'],
  apply: (ports) => {
    const { hub, groupInfo } = ports.rules
    return {
      ...ports,
      rules: {
        ...ports.rules,
        hub: { ...hub, banned: () => false },
        groupInfo: {
          ...groupInfo,
          entitles: (room, requester) =>
            room.participants.some(({ user }) => user === requester.user) || groupInfo.entitles(room, requester),
        },
      },
    }
  },
})
