import { IdentifierRequest } from '../../../wire/identifier-query.js'
import { fault } from '../../fault.js'
import { dictionaryOptional } from '../kit/dictionary-optional.js'

export const queryDictionaryOptional = fault({
  id: 'query.dictionary-optional',
  summary: 'takes queries that lack the extension dictionary',
  breaks: ['MIMI-IDQ-013'],
  drafts: ['06'],
  apply: dictionaryOptional(IdentifierRequest['06']),
})
