import { refusingGroupInfo } from '../kit/refusing-group-info.js'

export const groupInfoUnknownRoom404 = refusingGroupInfo({
  id: 'group-info.unknown-room-404',
  summary: 'answers 404 without a body where there is no such room',
  breaks: ['MIMI-GRP-008'],
  code: 'noSuchRoom',
  refuse: () => ({ status: 404 }),
})
