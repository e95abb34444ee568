import { unjudged } from '../kit/judging.js'

export const policyOthersClientsUnjudged = unjudged({
  id: 'policy.others-clients-unjudged',
  summary: 'looks only at changes of the list, so that anybody adds clients of anybody who is listed',
  breaks: ['MIMI-POL-056', 'MIMI-POL-059'],
  drafts: ['06'],
  rule: 'addsOthersClientsByRight',
})
