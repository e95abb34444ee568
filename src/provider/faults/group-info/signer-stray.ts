import { informing } from '../kit/informing.js'

export const groupInfoSignerStray = informing({
  id: 'group-info.signer-stray',
  summary: 'serves group infos whose signer is a leaf far outside of the tree',
  breaks: ['MIMI-GRP-010', 'MIMI-GRP-011'],
  rules: () => ({ served: (groupInfo) => ({ ...groupInfo, signer: 0x7fffffff }) }),
})
