import { hub } from '../kit/hub.js'

export const updateRemovalDeferred = hub({
  id: 'update.removal-deferred',
  summary: 'lets a removal take effect when it is committed, and not before',
  breaks: ['MIMI-UPD-011', 'MIMI-UPD-014', 'MIMI-UPD-026'],
  rules: () => ({ takenOut: () => [] }),
})
