import { coalescing } from '../kit/coalescing.js'

export const updateOverlapAnsweredAlike = coalescing({
  id: 'update.overlap-answered-alike',
  summary: 'tells of an update that overlaps with another one of the room what became of that',
  breaks: ['MIMI-UPD-027'],
  foundBy: 'model',
  action: 'update',
})
