import { tryDecode } from '../../../codec/index.js'
import { componentIds } from '../../../mls/wire/index.js'
import { RoomMetaData } from '../../../wire/room-metadata.js'
import { firstOf, invalidProposal } from '../../rules/policy/objections.js'
import { actsOfKind } from '../../rules/policy/situation.js'
import { judging } from '../kit/judging.js'

export const policyMetadataEmptyRefused = judging({
  id: 'policy.metadata-empty-refused',
  summary: 'refuses updates of the metadata that leave a text empty, as if it were missing',
  breaks: ['MIMI-POL-008'],
  drafts: ['06'],
  rules: ({ writesValidMetadata: right }) => ({
    writesValidMetadata: (situation) =>
      right(situation) ??
      firstOf(actsOfKind(situation, 'component'), (act) => {
        const read = act.id === componentIds.room_metadata && act.update ? tryDecode(RoomMetaData, act.update) : null
        return read?.ok && read.value.room_subject.string.length === 0
          ? invalidProposal(situation, 'there is no room_subject', '7.6', [act])
          : null
      }),
  }),
})
