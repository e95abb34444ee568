/** What a provider breaks that takes malformed bodies of any kind, or answers them in a wrong way. */
export const malformations = [
  'MIMI-COD-002',
  'MIMI-COD-003',
  'MIMI-COD-005',
  'MIMI-COD-006',
  'MIMI-COD-007',
  'MIMI-COD-008',
  'MIMI-COD-009',
  'MIMI-COD-010',
  'MIMI-COD-011',
] as const
