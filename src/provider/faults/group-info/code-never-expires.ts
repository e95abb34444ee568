import { fault } from '../../fault.js'

export const groupInfoCodeNeverExpires = fault({
  id: 'group-info.code-never-expires',
  summary: 'forgets how long a joining code was to last',
  breaks: ['MIMI-GRP-005'],
  apply: (ports) => {
    const { codes } = ports.rules
    const good: typeof codes.good = (code) => code.uses > 0
    return { ...ports, rules: { ...ports.rules, codes: { ...codes, good } } }
  },
})
