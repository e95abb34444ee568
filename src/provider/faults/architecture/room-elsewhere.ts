import { hub } from '../kit/hub.js'

export const architectureRoomElsewhere = hub({
  id: 'architecture.room-elsewhere',
  summary: "names its rooms by a host of its own for rooms, not by the provider's domain",
  breaks: ['MIMI-ARC-003'],
  rules: ({ roomUri }) => ({ roomUri: (domain) => roomUri(`rooms.${domain}`) }),
})
