import { franking } from '../kit/franking.js'

export const frankingWithoutAgent = franking({
  id: 'franking.without-agent',
  summary: 'franks with its own key where the group names no franking agent',
  breaks: ['MIMI-FRK-007'],
  drafts: ['06'],
  rules: ({ can }) => ({ can: { ...can, '06': () => true } }),
})
