import { decided } from '../kit/decided.js'

export const grantForAnyRoom = decided({
  id: 'consent.grant-for-any-room',
  summary: 'drops the room from the consent that its users give',
  breaks: ['MIMI-CON-013'],
  decide: (scope) => ({ ...scope, room: null }),
})
