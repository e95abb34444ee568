import { informing } from '../kit/informing.js'

export const groupInfoParticipantsOnly = informing({
  id: 'group-info.participants-only',
  summary: 'gives the group info to participants only, whatever joining code or open room there is',
  breaks: ['MIMI-GRP-005', 'MIMI-GRP-021'],
  rules: (right) => ({
    entitles: (room, requester) =>
      room.participants.some(({ user }) => user === requester.user) && right.entitles(room, requester),
  }),
})
