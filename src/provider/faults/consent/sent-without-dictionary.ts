import { fault } from '../../fault.js'

export const sentWithoutDictionary = fault({
  id: 'consent.sent-without-dictionary',
  summary: 'sends consent entries as older drafts have them, without the extension dictionary',
  breaks: ['MIMI-CON-019'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      forwarded: (action, body) =>
        action === 'requestConsent' || action === 'updateConsent' ? body.subarray(0, -1) : body,
    },
  }),
})
