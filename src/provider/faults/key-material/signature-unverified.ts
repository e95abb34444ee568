import { fault } from '../../fault.js'

export const signatureUnverified = fault({
  id: 'key-material.signature-unverified',
  summary: 'never verifies the signature of a key material request',
  breaks: ['MIMI-KEY-032'],
  drafts: ['06'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, keyMaterial: { ...ports.rules.keyMaterial, verifies: () => true } },
  }),
})
