import { judging } from '../kit/judging.js'

export const updateAddsUnjudged = judging({
  id: 'update.adds-unjudged',
  summary: 'lets everybody in a room add users',
  breaks: ['MIMI-UPD-005', 'MIMI-UPD-025'],
  rules: () => ({ addsUsersByRight: () => null, addsOthersClientsByRight: () => null }),
})
