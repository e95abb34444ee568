import { fault } from '../../fault.js'

export const receivedWith200 = fault({
  id: 'consent.answered-200',
  summary: 'confirms consent requests and updates with 200 in place of 201',
  breaks: ['MIMI-CON-002', 'MIMI-CON-003'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      received: (action) => (action === 'notify' ? ports.encoder.received(action) : { status: 200 }),
    },
  }),
})
