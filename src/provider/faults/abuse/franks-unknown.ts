import { reported } from '../kit/reported.js'

const never = () => false

export const abuseFranksUnknown = reported({
  id: 'abuse.franks-unknown',
  summary: 'does not know its own franks again',
  breaks: ['MIMI-ABU-006'],
  rules: ({ genuine }) => ({ genuine: { ...genuine, '02ed': never, '06': never } }),
})
