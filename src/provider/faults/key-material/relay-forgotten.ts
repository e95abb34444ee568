import { fault } from '../../fault.js'

export const relayForgotten = fault({
  id: 'key-material.relay-forgotten',
  summary: 'forgets where key packages came from that it passed on, and sends their Welcome to nobody',
  breaks: ['MIMI-KEY-029'],
  apply: (ports) => {
    const { hub } = ports.rules
    const welcomeTo: typeof hub.welcomeTo = (key) => (key.relayed === undefined ? hub.welcomeTo(key) : null)
    return { ...ports, rules: { ...ports.rules, hub: { ...hub, welcomeTo } } }
  },
})
