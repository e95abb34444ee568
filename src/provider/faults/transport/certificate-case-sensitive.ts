import { fault } from '../../fault.js'

export const sanCaseSensitive = fault({
  id: 'transport.certificate-case-sensitive',
  summary: 'compares the names in client certificates letter by letter, case included',
  breaks: ['MIMI-TRN-018'],
  apply: (ports) => ({
    ...ports,
    gate: {
      ...ports.gate,
      notAuthenticated: (source, tls) =>
        tls?.certificate?.sans.some((san) => san !== san.toLowerCase())
          ? `the certificate does not name ${source}`
          : ports.gate.notAuthenticated(source, tls),
    },
  }),
})
