import { fault } from '../../fault.js'

export const relayAnsweredByHub = fault({
  id: 'key-material.relay-answered-by-hub',
  summary: "answers requests for key material of other providers' users from its own store",
  breaks: ['MIMI-KEY-005'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, relay: { ...ports.rules.relay, keyMaterialTo: () => null } },
  }),
})
