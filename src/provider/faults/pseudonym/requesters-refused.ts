import { fault } from '../../fault.js'
import { isOpaque } from '../kit/opaque.js'

export const pseudonymRequestersRefused = fault({
  id: 'pseudonym.requesters-refused',
  summary: 'hands out key packages only to users whose names look like names',
  breaks: ['MIMI-PSD-003', 'MIMI-PSD-014'],
  apply: (ports) => {
    const { keyMaterial } = ports.rules
    const maySpeakFor: typeof keyMaterial.maySpeakFor = (parties) =>
      !isOpaque(parties.requester) && keyMaterial.maySpeakFor(parties)
    return { ...ports, rules: { ...ports.rules, keyMaterial: { ...keyMaterial, maySpeakFor } } }
  },
})
