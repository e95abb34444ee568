import { unjudged } from '../kit/judging.js'

export const policyLeavingUnjudged = unjudged({
  id: 'policy.leaving-unjudged',
  summary: 'lets users leave whose role does not allow it',
  breaks: ['MIMI-POL-025'],
  drafts: ['06'],
  rule: 'leavesByRight',
})
