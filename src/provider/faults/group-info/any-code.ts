import { fault } from '../../fault.js'

export const groupInfoAnyCode = fault({
  id: 'group-info.any-code',
  summary: 'takes every joining code for a good one',
  breaks: ['MIMI-GRP-005'],
  apply: (ports) => {
    const { codes } = ports.store
    const find: typeof codes.find = (_room, code) => ({ code, by: '', expires: Infinity, uses: 1 })
    return { ...ports, store: { ...ports.store, codes: { ...codes, find } } }
  },
})
