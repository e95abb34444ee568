import { informing } from '../kit/informing.js'

export const groupInfoRolesIgnored = informing({
  id: 'group-info.roles-ignored',
  summary: 'gives the group info to everybody in the participant list, whatever their role',
  breaks: ['MIMI-GRP-007'],
  drafts: ['06'],
  rules: (right) => ({
    entitles: (room, requester) =>
      room.participants.some(({ user }) => user === requester.user) || right.entitles(room, requester),
  }),
})
