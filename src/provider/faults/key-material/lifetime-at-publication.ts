import { verifyKeyPackage } from '../../../mls/key-package.js'
import { fault } from '../../fault.js'

export const lifetimeAtPublication = fault({
  id: 'key-material.lifetime-at-publication',
  summary: 'looks at lifetimes when key packages are published, and never again',
  breaks: ['MIMI-KEY-020'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        unfit: (keyPackage, now) => verifyKeyPackage(keyPackage, new Date(now)),
        current: () => true,
      },
    },
  }),
})
