import { fault } from '../../fault.js'

const mls10 = 1

export const fanoutPrefixed = fault({
  id: 'codec.fanout-prefixed',
  summary: 'writes a protocol octet before what it fans out',
  breaks: ['MIMI-COD-017'],
  apply: (ports) => {
    const { delivery } = ports.rules
    return {
      ...ports,
      rules: {
        ...ports.rules,
        delivery: { ...delivery, body: (event, tries) => Uint8Array.of(mls10, ...delivery.body(event, tries)) },
      },
    }
  },
})
