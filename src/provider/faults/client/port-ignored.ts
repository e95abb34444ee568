import { asking } from '../kit/asking.js'

export const portIgnored = asking({
  id: 'client.port-ignored',
  summary: 'drops the port of the URLs in a directory',
  breaks: ['MIMI-DIR-012'],
  ask: (client) => ({
    url: (action, template, subject) => client.url(action, template.replace(/^(https:\/\/[^/:]+):\d+/, '$1'), subject),
  }),
})
