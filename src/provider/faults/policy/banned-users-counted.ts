import { notAllowed } from '../../rules/policy/objections.js'
import { judging } from '../kit/judging.js'

export const policyBannedUsersCounted = judging({
  id: 'policy.banned-users-counted',
  summary: 'counts those who are banned among the users for whom max_users is a limit',
  breaks: ['MIMI-POL-017'],
  drafts: ['06'],
  rules: () => ({
    keepsMaxUsers({ base, after, before, ...situation }) {
      const most = base?.max_users ?? Number.POSITIVE_INFINITY
      const [had, has] = [before.participants.length, after.participants.length]
      const room = { ...situation, base, after, before }
      return has > most && has > had ? notAllowed(room, `there is room for ${most} users`, '5') : null
    },
  }),
})
