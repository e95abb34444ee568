import { fault } from '../../fault.js'

export const slashInserted = fault({
  id: 'client.slash-inserted',
  summary: 'puts a slash before the placeholder of a template that has none there',
  breaks: ['MIMI-DIR-009'],
  apply: (ports) => ({
    ...ports,
    client: {
      ...ports.client,
      url: (action, template, subject) => ports.client.url(action, template.replace(/([^/])\{/, '$1/{'), subject),
    },
  }),
})
