import { reported } from '../kit/reported.js'

export const abuseReporterRequired = reported({
  id: 'abuse.reporter-required',
  summary: 'takes reports only of users who give their name',
  breaks: ['MIMI-ABU-003'],
  rules: () => ({ formed: ({ reporter }) => reporter !== '' }),
})
