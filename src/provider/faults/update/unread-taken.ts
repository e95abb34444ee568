import { arriving } from '../kit/arriving.js'
import { encode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'

const success = encode(UpdateRoomResponse['06'], {
  responseCode: 'success',
  errorDescription: '',
  accepted_timestamp: 1n,
})

export const updateUnreadTaken = arriving({
  id: 'update.unread-taken',
  summary: 'tells success for updates that it cannot read',
  breaks: ['MIMI-UPD-021'],
  async arrive(request, serve) {
    const reply = await serve(request)
    const unread = request.path.includes('/update/') && 'status' in reply && reply.status === 400
    return unread ? { ...reply, status: 200, headers: [], body: success } : reply
  },
})
