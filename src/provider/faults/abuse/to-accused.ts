import { fault } from '../../fault.js'
import { authorityOf } from '../../uri.js'

export const abuseToAccused = fault({
  id: 'abuse.to-accused',
  summary: 'sends a report to the provider of the accused user',
  breaks: ['MIMI-ABU-001'],
  drafts: ['02ed', '06'],
  apply: (ports) => ({
    ...ports,
    client: { ...ports.client, reportedTo: (_room, accused) => authorityOf(accused) },
  }),
})
