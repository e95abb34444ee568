import { fault } from '../../fault.js'

export const expiredClient = fault({
  id: 'transport.expired-client',
  summary: 'pays no heed to the validity of client certificates that a trusted authority issued',
  breaks: ['MIMI-TRN-013'],
  apply: (ports) => ({
    ...ports,
    gate: {
      ...ports.gate,
      notAuthenticated: (source, tls) =>
        ports.gate.notAuthenticated(
          source,
          tls && /EXPIRED|NOT_YET_VALID/.test(tls.authorizationError ?? '') ? { ...tls, authorized: true } : tls,
        ),
    },
  }),
})
