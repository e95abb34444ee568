import { informing } from '../kit/informing.js'

export const groupInfoClientRequired = informing({
  id: 'group-info.client-required',
  summary: 'looks for the requester among the members of the group, not in the participant list',
  breaks: ['MIMI-GRP-004', 'MIMI-GRP-021'],
  rules: (right) => ({
    entitles: (room, requester) =>
      (requester.codeRole !== undefined || room.members.some(({ user }) => user === requester.user)) &&
      right.entitles(room, requester),
  }),
})
