import { unjudged } from '../kit/judging.js'

export const policyLinkDetectionCompulsory = unjudged({
  id: 'policy.link-detection-compulsory',
  summary: 'takes a policy that makes the detection of links compulsory',
  breaks: ['MIMI-POL-042'],
  drafts: ['06'],
  rule: 'makesNoLinkDetectionCompulsory',
})
