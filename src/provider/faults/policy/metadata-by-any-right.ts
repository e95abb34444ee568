import { may } from '../../rules/policy/powers.js'
import { actsOfKind } from '../../rules/policy/situation.js'
import { judging } from '../kit/judging.js'

const any = [
  'canChangeRoomName',
  'canChangeRoomDescription',
  'canChangeRoomAvatar',
  'canChangeRoomSubject',
  'canChangeRoomMood',
] as const

export const policyMetadataByAnyRight = judging({
  id: 'policy.metadata-by-any-right',
  summary: 'lets whoever may change one field of the metadata change all of them',
  breaks: ['MIMI-POL-028'],
  drafts: ['06'],
  rules: ({ changesMetadataByRight: right }) => ({
    changesMetadataByRight(situation) {
      const actors = actsOfKind(situation, 'component').map(({ by }) => by)
      const entitled = actors.every((by) => any.some((capability) => may(situation, by, capability, null)))
      return entitled ? null : right(situation)
    },
  }),
})
