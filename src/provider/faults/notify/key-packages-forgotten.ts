import { fault } from '../../fault.js'

export const notifyKeyPackagesForgotten = fault({
  id: 'notify.key-packages-forgotten',
  summary: 'forgets a key package once it is handed out, so that its Welcome concerns nobody',
  breaks: ['MIMI-NTF-017'],
  apply: (ports) => ({
    ...ports,
    store: { ...ports.store, keys: { ...ports.store.keys, route: () => undefined } },
  }),
})
