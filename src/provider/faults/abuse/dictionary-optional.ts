import { AbuseReport } from '../../../wire/report-abuse.js'
import { fault } from '../../fault.js'
import { dictionaryOptional } from '../kit/dictionary-optional.js'

export const abuseDictionaryOptional = fault({
  id: 'abuse.dictionary-optional',
  summary: 'takes reports that end before their extension dictionary',
  breaks: ['MIMI-ABU-010'],
  drafts: ['06'],
  apply: dictionaryOptional(AbuseReport['06']),
})
