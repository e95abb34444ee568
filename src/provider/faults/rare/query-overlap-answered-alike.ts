import { coalescing } from '../kit/coalescing.js'

export const queryOverlapAnsweredAlike = coalescing({
  id: 'query.overlap-answered-alike',
  summary: 'answers queries that overlap all alike',
  breaks: ['MIMI-IDQ-001'],
  foundBy: 'model',
  action: 'identifierQuery',
})
