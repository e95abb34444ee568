import { fault } from '../../fault.js'

export const consentRoomIgnored = fault({
  id: 'key-material.consent-room-ignored',
  summary: 'takes consent for one room as consent for every room',
  breaks: ['MIMI-KEY-026'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      consent: {
        ...ports.rules.consent,
        consented(consent, scope) {
          const answer = ports.rules.consent.consented(consent, scope)
          return answer === 'noConsentForThisRoom' ? 'granted' : answer
        },
      },
    },
  }),
})
