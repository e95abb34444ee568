import { fault } from '../../fault.js'

export const grantedKeyPackagesUnrouted = fault({
  id: 'consent.granted-key-packages-unrouted',
  summary: 'knows no way for the Welcome of a key package that it has not passed on itself',
  breaks: ['MIMI-CON-016', 'MIMI-PSD-010'],
  apply: (ports) => {
    const { hub } = ports.rules
    const welcomeTo: typeof hub.welcomeTo = ({ relayed }) => relayed ?? null
    return { ...ports, rules: { ...ports.rules, hub: { ...hub, welcomeTo } } }
  },
})
