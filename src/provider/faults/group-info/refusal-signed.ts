import { refusingGroupInfo } from '../kit/refusing-group-info.js'

const signatureBytes = 64

export const groupInfoRefusalSigned = refusingGroupInfo({
  id: 'group-info.refusal-signed',
  summary: 'signs refusals as it signs group infos',
  breaks: ['MIMI-GRP-018'],
  drafts: ['06'],
  code: 'notAuthorized',
  refuse: (body, otherwise) =>
    otherwise(Uint8Array.of(...body, 0x40, signatureBytes, ...new Uint8Array(signatureBytes).fill(0x5a))),
})
