import { fault } from '../../fault.js'

export const refusedWith200 = fault({
  id: 'codec.refused-with-200',
  summary: 'answers what it refuses with status 200 and an explanation',
  breaks: [
    'MIMI-COD-002',
    'MIMI-COD-003',
    'MIMI-COD-005',
    'MIMI-COD-006',
    'MIMI-COD-007',
    'MIMI-COD-008',
    'MIMI-COD-009',
    'MIMI-COD-010',
    'MIMI-COD-011',
    'MIMI-COD-013',
    'MIMI-COD-023',
    'MIMI-COD-025',
  ],
  apply: (ports) => ({
    ...ports,
    encoder: { ...ports.encoder, refused: (refusal) => ports.encoder.refused({ ...refusal, status: 200 }) },
  }),
})
