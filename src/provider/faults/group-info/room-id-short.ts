import { informing } from '../kit/informing.js'

export const groupInfoRoomIdShort = informing({
  id: 'group-info.room-id-short',
  summary: "names the room in its answer by the last part of the room's URI",
  breaks: ['MIMI-GRP-013'],
  rules: () => ({ roomId: (room) => new TextEncoder().encode(room.slice(room.lastIndexOf('/') + 1)) }),
})
