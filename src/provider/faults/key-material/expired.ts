import { fault } from '../../fault.js'

export const keysExpired = fault({
  id: 'key-material.expired',
  summary: 'hands out expired key packages',
  breaks: ['MIMI-KEY-020'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, keyMaterial: { ...ports.rules.keyMaterial, current: () => true } },
  }),
})
