import { informing } from '../kit/informing.js'

export const groupInfoExtensionsDropped = informing({
  id: 'group-info.extensions-dropped',
  summary: 'drops the extensions of a group info, the key for external commits among them',
  breaks: ['MIMI-GRP-010', 'MIMI-GRP-011'],
  rules: () => ({ served: (groupInfo) => ({ ...groupInfo, extensions: [] }) }),
})
