import { searching } from '../kit/changed-search.js'

export const everythingVcard = searching({
  id: 'query.everything-vcard',
  summary: 'calls every field of a profile a vCard property',
  breaks: ['MIMI-IDQ-012'],
  rules: (right) => ({ shown: (user) => right.shown(user).map((fact) => ({ ...fact, source: 'vcardField' })) }),
})
