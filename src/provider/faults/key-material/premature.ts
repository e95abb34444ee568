import type { KeyPackage } from '../../../mls/wire/key-package.js'
import { fault } from '../../fault.js'

export const keysPremature = fault({
  id: 'key-material.premature',
  summary: 'hands out key packages before their lifetime begins',
  breaks: ['MIMI-KEY-020'],
  apply: (ports) => ({
    ...ports,
    rules: {
      ...ports.rules,
      keyMaterial: {
        ...ports.rules.keyMaterial,
        current: (stocked, now) =>
          ports.rules.keyMaterial.current(stocked, Math.max(now, Number(beginOf(stocked.keyPackage)) * 1000)),
      },
    },
  }),
})

function beginOf({ leaf_node }: KeyPackage): bigint {
  return leaf_node.leaf_node_source === 'key_package' ? leaf_node.lifetime.not_before : 0n
}
