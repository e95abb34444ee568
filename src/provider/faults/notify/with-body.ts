import { fault } from '../../fault.js'

export const notifyWithBody = fault({
  id: 'notify.with-body',
  summary: 'writes "Accepted" into the answer to notify',
  breaks: ['MIMI-NTF-016'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      received: (action) => {
        const reply = ports.encoder.received(action)
        return action === 'notify' && 'status' in reply
          ? { ...reply, body: new TextEncoder().encode('Accepted') }
          : reply
      },
    },
  }),
})
