import { reported } from '../kit/reported.js'

export const abuseReportsRefused = reported({
  id: 'abuse.reports-refused',
  summary: 'takes no reports from other providers',
  breaks: ['MIMI-ABU-001', 'MIMI-ABU-002'],
  rules: () => ({ concerns: () => false }),
})
