import { unjudged } from '../kit/judging.js'

export const policyKicksUnjudged = unjudged({
  id: 'policy.kicks-unjudged',
  summary: 'takes a Remove from everybody, since it leaves the list alone',
  breaks: ['MIMI-POL-026'],
  drafts: ['06'],
  rule: 'kicksByRight',
})
