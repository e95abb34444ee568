import { reporting } from '../kit/reporting.js'

export const abuseNoteDropped = reporting({
  id: 'abuse.note-dropped',
  summary: 'keeps what its user wrote to itself and sends an empty note',
  breaks: ['MIMI-ABU-011'],
  send: () => ({ note: new Uint8Array() }),
})
