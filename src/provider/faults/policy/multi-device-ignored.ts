import { unjudged } from '../kit/judging.js'

export const policyMultiDeviceIgnored = unjudged({
  id: 'policy.multi-device-ignored',
  summary: 'takes second clients in rooms without multi_device',
  breaks: ['MIMI-POL-018'],
  drafts: ['06'],
  rule: 'keepsOneClientEach',
})
