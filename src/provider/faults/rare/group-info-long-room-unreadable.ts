import { malformations, tryDecode } from '../../../codec/index.js'
import { GroupInfoResponse } from '../../../wire/group-info.js'
import { answering } from '../kit/answering.js'

export const longRoomUnreadable = {
  ...answering({
    id: 'group-info.long-room-unreadable',
    summary: 'writes the length of a room of more than 127 bytes in four bytes',
    breaks: ['MIMI-COD-004'],
    drafts: ['06'],
    action: 'groupInfo',
    answer(body, otherwise) {
      const read = tryDecode(GroupInfoResponse['06'], body)
      if (!read.ok || read.value.room_id.length < 128) return otherwise(body)
      const longer = malformations(GroupInfoResponse['06'], body, 'length-not-minimal')
      return otherwise(longer.find(({ path }) => path === 'room_id')?.bytes ?? body)
    },
  }),
  foundBy: 'endpoint' as const,
}
