import { unjudged } from '../kit/judging.js'

export const updateAddWithoutParticipant = unjudged({
  id: 'update.add-without-participant',
  summary: 'takes Adds of clients whose users are not in the list',
  breaks: ['MIMI-UPD-009'],
  rule: 'listsUsersBeforeTheirClients',
})
