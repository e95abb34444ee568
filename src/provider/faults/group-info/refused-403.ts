import { refusingGroupInfo } from '../kit/refusing-group-info.js'

export const groupInfoRefused403 = refusingGroupInfo({
  id: 'group-info.refused-403',
  summary: 'refuses group info with 403 besides the code',
  breaks: ['MIMI-GRP-001'],
  code: 'notAuthorized',
  refuse: (body, otherwise) => ({ ...otherwise(body), status: 403 }),
})
