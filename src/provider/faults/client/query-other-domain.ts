import { asking } from '../kit/asking.js'

export const queryOtherDomain = asking({
  id: 'client.query-other-domain',
  summary: "puts another name than the provider's domain into the path of a query",
  breaks: ['MIMI-DIR-015'],
  ask: (client) => ({
    url: (action, template, subject) =>
      client.url(action, template, action === 'identifierQuery' ? { ...subject, value: 'mimi.invalid' } : subject),
  }),
})
