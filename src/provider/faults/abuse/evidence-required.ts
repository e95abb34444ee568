import { reported } from '../kit/reported.js'

export const abuseEvidenceRequired = reported({
  id: 'abuse.evidence-required',
  summary: 'takes no report without messages',
  breaks: ['MIMI-ABU-002', 'MIMI-ABU-003', 'MIMI-ABU-004'],
  rules: () => ({ formed: ({ messages }) => messages.length > 0 }),
})
