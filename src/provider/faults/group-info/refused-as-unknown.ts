import { refusingGroupInfo } from '../kit/refusing-group-info.js'

const noSuchRoom = 3

export const groupInfoRefusedAsUnknown = refusingGroupInfo({
  id: 'group-info.refused-as-unknown',
  summary: 'tells those who may not have the group info that there is no such room',
  breaks: ['MIMI-GRP-006'],
  code: 'notAuthorized',
  refuse: (body, otherwise) => otherwise(body.with(body.length - 1, noSuchRoom)),
})
