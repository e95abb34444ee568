import { fault } from '../../fault.js'

export const groupInfoWaitsForMembers = fault({
  id: 'group-info.waits-for-members',
  summary: 'gives no group info as long as a provider has not taken the last event',
  breaks: ['MIMI-GRP-015'],
  apply: (ports) => {
    const { groupInfo } = ports.rules
    const entitles: typeof groupInfo.entitles = (room, requester) =>
      groupInfo.entitles(room, requester) && ![...ports.store.fanout.all()].some((each) => each.room === room.uri)
    return { ...ports, rules: { ...ports.rules, groupInfo: { ...groupInfo, entitles } } }
  },
})
