import { coalescing } from '../kit/coalescing.js'

export const keyMaterialOverlapShared = coalescing({
  id: 'key-material.overlap-shared',
  summary: 'gives requests for one user that overlap one and the same answer',
  breaks: ['MIMI-KEY-019'],
  foundBy: 'model',
  action: 'keyMaterial',
})
