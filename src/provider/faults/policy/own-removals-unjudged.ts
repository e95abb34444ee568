import { unjudged } from '../kit/judging.js'

export const policyOwnRemovalsUnjudged = unjudged({
  id: 'policy.own-removals-unjudged',
  summary: 'lets clients go whose users may not take them out',
  breaks: ['MIMI-POL-055'],
  drafts: ['06'],
  rule: 'removesOwnClientsByRight',
})
