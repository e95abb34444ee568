import { fanningOut } from '../kit/fanning-out.js'

export const frankingNotDistributed = fanningOut({
  id: 'franking.not-distributed',
  summary: 'tells the sender alone of the frank',
  breaks: ['MIMI-FRK-008'],
  drafts: ['02ed', '06'],
  value: (event) => ({ ...event, frank: null }),
})
