import { some } from '../kit/fields.js'
import { stumbling } from '../kit/stumbling.js'

export const abuseNoteAstral = stumbling({
  id: 'abuse.note-astral',
  summary: 'fails when a note has characters beyond the Basic Multilingual Plane',
  breaks: ['MIMI-ABU-004', 'MIMI-COD-025'],
  drafts: ['02ed', '06'],
  action: 'reportAbuse',
  over: some(/^note$/, (note) => /[\u{10000}-\u{10ffff}]/u.test(Buffer.from(note).toString())),
})
