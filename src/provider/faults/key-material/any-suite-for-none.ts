import { supportedSuites } from '../../../mls/suites.js'
import { fault } from '../../fault.js'

export const anySuiteForNone = fault({
  id: 'key-material.any-suite-for-none',
  summary: 'takes an empty list of acceptable suites for any suite',
  breaks: ['MIMI-KEY-008'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        acceptable: (suites) => (suites.length > 0 ? suites : supportedSuites),
      },
    },
  }),
})
