import { unjudged } from '../kit/judging.js'

export const policyReinitUnjudged = unjudged({
  id: 'policy.reinit-unjudged',
  summary: 'takes ReInit from everybody',
  breaks: ['MIMI-POL-030'],
  drafts: ['06'],
  rule: 'reinitializesByRight',
})
