import { fault } from '../../fault.js'
import { ConsentEntry } from '../../../wire/consent.js'
import { dictionaryOptional } from '../kit/dictionary-optional.js'

export const consentDictionaryOptional = fault({
  id: 'consent.dictionary-optional',
  summary: 'takes consent entries of older drafts, which have no extension dictionary',
  breaks: ['MIMI-CON-019'],
  drafts: ['06'],
  apply: dictionaryOptional(ConsentEntry['06']),
})
