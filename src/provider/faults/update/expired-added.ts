import { hub } from '../kit/hub.js'
import { PublicGroupError } from '../../../mls/public-group.js'

const hourMs = 3_600_000

export const updateExpiredAdded = hub({
  id: 'update.expired-added',
  summary: 'takes Adds of key packages whose lifetime is over',
  breaks: ['MIMI-UPD-006'],
  rules: ({ stage }) => ({
    stage(group, commit, pending, now) {
      try {
        return stage(group, commit, pending, now)
      } catch (error) {
        if (error instanceof PublicGroupError && error.what.includes('is past'))
          return stage(group, commit, pending, now - 36 * hourMs)
        throw error
      }
    },
  }),
})
