import { arriving } from '../kit/arriving.js'

export const fromDisplayName = arriving({
  id: 'transport.from-display-name',
  summary: 'reads From as mail does, display name and angle brackets included',
  breaks: ['MIMI-TRN-009'],
  arrive: (request, serve) =>
    serve({ ...request, from: request.from.map((value) => /<([^<>]*)>/.exec(value)?.[1] ?? value) }),
})
