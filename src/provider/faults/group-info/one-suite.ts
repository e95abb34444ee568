import { informing } from '../kit/informing.js'

export const groupInfoOneSuite = informing({
  id: 'group-info.one-suite',
  summary: 'reads requests for group info in cipher suite 1 only, though it has rooms in others',
  breaks: ['MIMI-GRP-003'],
  rules: () => ({ supports: (suite) => suite === 1 }),
})
