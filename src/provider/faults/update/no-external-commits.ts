import { hub } from '../kit/hub.js'

export const updateNoExternalCommits = hub({
  id: 'update.no-external-commits',
  summary: 'takes commits from members alone',
  breaks: ['MIMI-UPD-036'],
  rules: ({ maySend }) => ({ maySend: (sender, kind) => sender !== 'new_member_commit' && maySend(sender, kind) }),
})
