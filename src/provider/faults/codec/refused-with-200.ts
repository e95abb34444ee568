import { fault } from '../../fault.js'
import { malformations } from '../kit/malformations.js'

export const refusedWith200 = fault({
  id: 'codec.refused-with-200',
  summary: 'answers what it refuses with status 200 and an explanation',
  breaks: [...malformations, 'MIMI-COD-013', 'MIMI-COD-023', 'MIMI-COD-025'],
  apply: (ports) => ({
    ...ports,
    encoder: { ...ports.encoder, refused: (refusal) => ports.encoder.refused({ ...refusal, status: 200 }) },
  }),
})
