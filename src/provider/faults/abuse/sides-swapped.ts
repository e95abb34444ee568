import { reporting } from '../kit/reporting.js'

export const abuseSidesSwapped = reporting({
  id: 'abuse.sides-swapped',
  summary: 'puts the accused where the reporting user belongs, and the other way round',
  breaks: ['MIMI-ABU-011'],
  send: ({ reportingUser, allegedAbuserUri }) => ({ reportingUser: allegedAbuserUri, allegedAbuserUri: reportingUser }),
})
