import { reported } from '../kit/reported.js'

export const abuseNoteRequired = reported({
  id: 'abuse.note-required',
  summary: 'takes no report without a note',
  breaks: ['MIMI-ABU-004'],
  rules: () => ({ formed: ({ note }) => note.length > 0 }),
})
