import { decode, encode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'
import type { Fault } from '../../fault.js'
import { answering } from './answering.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** 06 alone by default. */
  drafts?: Fault['drafts']
  /** Of the error description of the refusals that are told as success. */
  refused: RegExp
}

/** The older drafts differ in the name of one field alone. */
const { '06': response } = UpdateRoomResponse

/** A fault that what is not carried out is told as success. */
export function overruling({ refused, drafts = ['06'], ...definition }: Definition): Fault {
  return answering({
    ...definition,
    drafts,
    action: 'update',
    answer(body, otherwise) {
      const { responseCode, errorDescription } = decode(response, body)
      if (responseCode === 'success' || !refused.test(errorDescription)) return otherwise(body)
      const accepted_timestamp = BigInt(Date.now())
      return otherwise(encode(response, { responseCode: 'success', errorDescription: '', accepted_timestamp }))
    },
  })
}
