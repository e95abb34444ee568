import { fault } from '../../fault.js'

export const notifyWith200 = fault({
  id: 'notify.answered-200',
  summary: 'confirms notify with 200 in place of 201',
  breaks: ['MIMI-NTF-017'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      received: (action) => (action === 'notify' ? { status: 200 } : ports.encoder.received(action)),
    },
  }),
})
