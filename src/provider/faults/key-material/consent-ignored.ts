import { fault } from '../../fault.js'

export const consentIgnored = fault({
  id: 'key-material.consent-ignored',
  summary: 'hands out key packages without consent',
  breaks: ['MIMI-KEY-025', 'MIMI-KEY-026', 'MIMI-CON-014'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, consent: { ...ports.rules.consent, consented: () => 'granted' } },
  }),
})
