import { rewriting } from '../kit/rewriting.js'

export const suitesDropped = rewriting({
  id: 'client.suites-dropped',
  summary: 'leaves the acceptable suites out of the key material requests that it sends on',
  breaks: ['MIMI-KEY-008', 'MIMI-KEY-038'],
  fields: { acceptableCiphersuites: [] },
})
