import { fault } from '../../fault.js'

export const anyoneSpeaks = fault({
  id: 'transport.certificate-for-any-domain',
  summary: 'lets a trusted certificate speak for any domain',
  breaks: ['MIMI-TRN-010'],
  apply: (ports) => ({
    ...ports,
    gate: {
      ...ports.gate,
      notAuthenticated: (_source, tls) => (tls?.authorized ? null : 'the certificate is not trusted'),
    },
  }),
})
