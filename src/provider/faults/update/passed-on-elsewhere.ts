import { asking } from '../kit/asking.js'

export const updatePassedOnElsewhere = asking({
  id: 'update.passed-on-elsewhere',
  summary: 'sends the handshakes of its clients to the update endpoint without the room in the path',
  breaks: ['MIMI-UPD-043'],
  ask: ({ url }) => ({
    url: (action, template, subject) =>
      url(action, template, action === 'update' ? { ...subject, value: subject.domain } : subject),
  }),
})
