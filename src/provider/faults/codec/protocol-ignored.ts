import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

export const protocolIgnored = fault({
  id: 'codec.protocol-ignored',
  summary: 'skips the protocol octet of a request without looking at it',
  breaks: ['MIMI-COD-011'],
  apply(ports) {
    const skipping = readingLeniently(ports, ({ code, path }, body) =>
      code === 'enum-unknown' && path === 'protocol' ? body.with(0, 1) : null,
    )
    const keyMaterial = { ...ports.rules.keyMaterial, speaks: () => true }
    return { ...skipping, rules: { ...ports.rules, keyMaterial } }
  },
})
