import { fault } from '../../fault.js'

export const groupInfoCodeUsedAgain = fault({
  id: 'group-info.code-used-again',
  summary: 'does not count how often a joining code was used',
  breaks: ['MIMI-GRP-005'],
  apply: (ports) => ({
    ...ports,
    store: { ...ports.store, codes: { ...ports.store.codes, use: () => undefined } },
  }),
})
