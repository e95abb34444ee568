import { asking } from '../kit/asking.js'

export const fixedPaths = asking({
  id: 'client.fixed-paths',
  summary: 'asks every provider at its own paths, whatever its directory says',
  breaks: ['MIMI-DIR-012'],
  ask: () => ({
    url: (action, template, { value, domain }) =>
      `${new URL(template.replace(/\{.*/, '')).origin}/v1/${action}/${encodeURIComponent(action.endsWith('Consent') ? domain : value)}`,
  }),
})
