import { refusingGroupInfo } from '../kit/refusing-group-info.js'

export const groupInfoUnknownRoomFatal = refusingGroupInfo({
  id: 'group-info.unknown-room-fatal',
  summary: 'fails with 500 where there is no such room',
  breaks: ['MIMI-GRP-008'],
  code: 'noSuchRoom',
  refuse: () => ({ status: 500 }),
})
