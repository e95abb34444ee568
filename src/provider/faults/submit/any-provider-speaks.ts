import { submission } from '../kit/submission.js'

export const submitAnyProviderSpeaks = submission({
  id: 'submit.any-provider-speaks',
  summary: 'lets any provider speak for any participant',
  breaks: ['MIMI-SUB-006', 'MIMI-SUB-013'],
  rules: () => ({ speaksFor: () => true }),
})
