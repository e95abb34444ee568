import { judging } from '../kit/judging.js'

export const architectureStrangersJoin = judging({
  id: 'architecture.strangers-join',
  summary: 'lets clients join by a commit of their own whose users are in no participant list',
  breaks: ['MIMI-ARC-001', 'MIMI-UPD-009'],
  rules: () => ({ addsOwnClientsByRight: () => null, listsUsersBeforeTheirClients: () => null }),
})
