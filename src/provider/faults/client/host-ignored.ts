import { asking } from '../kit/asking.js'

export const ownHost = asking({
  id: 'client.host-ignored',
  summary: 'asks at the domain of the provider, whatever host its directory names',
  breaks: ['MIMI-DIR-012'],
  ask: (client) => ({
    url: (action, template, subject) =>
      client.url(action, template.replace(/^https:\/\/[^/:]+/, `https://${subject.domain}`), subject),
  }),
})
