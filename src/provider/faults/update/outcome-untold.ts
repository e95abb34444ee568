import { asking } from '../kit/asking.js'
import { encode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'

const success = encode(UpdateRoomResponse['06'], {
  responseCode: 'success',
  errorDescription: '',
  accepted_timestamp: 1n,
})

export const updateOutcomeUntold = asking({
  id: 'update.outcome-untold',
  summary: 'tells its clients success as soon as an update is answered',
  breaks: ['MIMI-UPD-043'],
  ask: ({ given }) => ({ given: (action, body) => (action === 'update' ? success : given(action, body)) }),
})
