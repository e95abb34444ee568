import { createHash } from 'node:crypto'
import { asking } from '../kit/asking.js'

export const roomHashed = asking({
  id: 'client.room-hashed',
  summary: 'puts an identifier of its own for the room into the path',
  breaks: ['MIMI-DIR-011'],
  ask: (client) => ({
    url: (action, template, subject) =>
      client.url(
        action,
        template,
        template.includes('{roomId}') ? { ...subject, value: digest(subject.value) } : subject,
      ),
  }),
})

function digest(room: string): string {
  return createHash('sha256').update(room).digest('hex').slice(0, 20)
}
