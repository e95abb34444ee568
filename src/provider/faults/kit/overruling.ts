import { decode, encode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'
import type { Fault } from '../../fault.js'
import { answering } from './answering.js'

interface Definition extends Pick<Fault, 'id' | 'summary' | 'breaks'> {
  /** Of the error description of the refusals that are told as success. */
  refused: RegExp
}

const { '06': response } = UpdateRoomResponse

/** A fault that what is not carried out is told as success, in 06. */
export function overruling({ refused, ...definition }: Definition): Fault {
  return answering({
    ...definition,
    drafts: ['06'],
    action: 'update',
    answer(body, otherwise) {
      const { responseCode, errorDescription } = decode(response, body)
      if (responseCode === 'success' || !refused.test(errorDescription)) return otherwise(body)
      const accepted_timestamp = BigInt(Date.now())
      return otherwise(encode(response, { responseCode: 'success', errorDescription: '', accepted_timestamp }))
    },
  })
}
