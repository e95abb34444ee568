import { asking } from '../kit/asking.js'

export const consentByName = asking({
  id: 'client.consent-by-name',
  summary: "puts the last part of the user's URI into the path of a consent request",
  breaks: ['MIMI-DIR-008'],
  ask: (client) => ({
    url(action, template, subject) {
      const name = subject.user.slice(subject.user.lastIndexOf('/') + 1)
      return client.url(
        action,
        template,
        action.endsWith('Consent') ? { ...subject, user: name, domain: name } : subject,
      )
    },
  }),
})
