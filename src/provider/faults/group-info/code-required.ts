import { informing } from '../kit/informing.js'

export const groupInfoCodeRequired = informing({
  id: 'group-info.code-required',
  summary: 'gives the group info for joining codes only, not to participants for their credential',
  breaks: ['MIMI-GRP-001', 'MIMI-GRP-004', 'MIMI-GRP-021'],
  rules: (right) => ({
    entitles: (room, requester) => requester.codeRole !== undefined && right.entitles(room, requester),
  }),
})
