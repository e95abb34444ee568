import { fault } from '../../fault.js'

export const keysIncompatible = fault({
  id: 'key-material.incompatible',
  summary: 'hands out key packages whatever suites and capabilities are asked for',
  breaks: ['MIMI-KEY-014', 'MIMI-KEY-015', 'MIMI-KEY-021'],
  apply: (ports) => ({
    ...ports,
    rules: { ...ports.rules, keyMaterial: { ...ports.rules.keyMaterial, compatible: () => true } },
  }),
})
