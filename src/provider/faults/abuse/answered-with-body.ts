import { fault } from '../../fault.js'

export const abuseAnsweredWithBody = fault({
  id: 'abuse.answered-with-body',
  summary: 'answers a report with a case number',
  breaks: ['MIMI-ABU-002'],
  drafts: ['02ed', '06'],
  apply: (ports) => {
    const { received } = ports.encoder
    return {
      ...ports,
      encoder: {
        ...ports.encoder,
        received: (action) =>
          action === 'reportAbuse' ? { ...received(action), body: Buffer.from('case 1') } : received(action),
      },
    }
  },
})
