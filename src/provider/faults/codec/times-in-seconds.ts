import { fault } from '../../fault.js'

export const timesInSeconds = fault({
  id: 'codec.times-in-seconds',
  summary: 'tells acceptance times in seconds',
  breaks: ['MIMI-COD-022'],
  apply: (ports) => {
    const { hub } = ports.rules
    const timestamp: typeof hub.timestamp = (now) => Math.floor(now / 1000)
    return { ...ports, rules: { ...ports.rules, hub: { ...hub, timestamp } } }
  },
})
