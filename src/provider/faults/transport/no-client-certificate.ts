import { fault } from '../../fault.js'

export const noClientCertificate = fault({
  id: 'transport.no-client-certificate',
  summary: 'serves clients that present no certificate',
  breaks: ['MIMI-TRN-011'],
  apply: (ports) => ({
    ...ports,
    gate: {
      ...ports.gate,
      notAuthenticated: (source, tls) => (tls?.certificate === null ? null : ports.gate.notAuthenticated(source, tls)),
    },
  }),
})
