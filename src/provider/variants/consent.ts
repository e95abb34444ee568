/** Answers to consent entries that 5.7 leaves room for. */
import { refuse } from '../endpoints/endpoint.js'
import { variant } from './variant.js'

export default [
  variant({
    id: 'consent.unknown-hidden',
    summary: 'answers 201 about users whom it does not know',
    allowedBy: '5.7: an unknown user may be answered 404, or 201 to hide who exists (MIMI-CON-004, 009)',
    apply: (ports) => ({
      ...ports,
      rules: { ...ports.rules, consent: { ...ports.rules.consent, known: () => true } },
    }),
  }),
  variant({
    id: 'consent.sides-refused-422',
    summary: 'refuses entries whose users are on the wrong side, or whose operation is of the other endpoint, with 422',
    allowedBy: '5.7 gives no status for them (MIMI-CON-007, 010)',
    apply: (ports) => ({
      ...ports,
      rules: {
        ...ports.rules,
        consent: {
          ...ports.rules.consent,
          belongs: (operation, endpoint) =>
            ports.rules.consent.belongs(operation, endpoint) || refuse(422, 'not an operation of this endpoint'),
          sidesHold: (...entry) => ports.rules.consent.sidesHold(...entry) || refuse(422, 'not your user'),
        },
      },
    }),
  }),
]
