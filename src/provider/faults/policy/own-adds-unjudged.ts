import { unjudged } from '../kit/judging.js'

export const policyOwnAddsUnjudged = unjudged({
  id: 'policy.own-adds-unjudged',
  summary: 'lets all participants bring in clients of their own, whatever their role',
  breaks: ['MIMI-POL-021'],
  drafts: ['06'],
  rule: 'addsOwnClientsByRight',
})
