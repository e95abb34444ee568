import { franking } from '../kit/franking.js'

export const frankingSignedWithoutRoom = franking({
  id: 'franking.signed-without-room',
  summary: 'signs franks with no room in them',
  breaks: ['MIMI-FRK-012'],
  drafts: ['06'],
  rules: ({ signed }) => ({ signed: (mark, suite, accepted) => signed(mark, suite, { ...accepted, room: '' }) }),
})
