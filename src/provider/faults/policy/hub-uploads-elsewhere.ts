import { unjudged } from '../kit/judging.js'

export const policyHubUploadsElsewhere = unjudged({
  id: 'policy.hub-uploads-elsewhere',
  summary: 'takes an asset policy with uploads to the hub at other providers',
  breaks: ['MIMI-POL-045'],
  drafts: ['06'],
  rule: 'uploadsToHubOnly',
})
