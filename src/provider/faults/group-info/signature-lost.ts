import { informing } from '../kit/informing.js'

export const groupInfoSignatureLost = informing({
  id: 'group-info.signature-lost',
  summary: "puts zeros in the place of a member's signature when it keeps a group info",
  breaks: ['MIMI-GRP-010'],
  rules: () => ({ served: (groupInfo) => ({ ...groupInfo, signature: new Uint8Array(groupInfo.signature.length) }) }),
})
