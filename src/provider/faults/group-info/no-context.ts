import { informing } from '../kit/informing.js'

export const groupInfoNoContext = informing({
  id: 'group-info.no-context',
  summary: 'encrypts group infos without the room_id as context',
  breaks: ['MIMI-GRP-017'],
  drafts: ['06'],
  rules: (right) => ({ sealed: (asked, _roomId, contents) => right.sealed(asked, new Uint8Array(), contents) }),
})
