import { encode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'
import { fault } from '../../fault.js'
import { fieldsOf } from '../kit/fields.js'
import { before, requestOf, subjectOf } from '../kit/requested.js'

const epochPath = /proposalOrCommit\.(public_message\.)?content\.epoch$/

export const updateMalformedAdvances = fault({
  id: 'update.malformed-advances',
  summary: 'counts an epoch for a malformed update of a room, and finds all others of an old one from then on',
  breaks: ['MIMI-UPD-004', 'MIMI-COD-006'],
  foundBy: 'endpoint',
  apply(ports) {
    const ahead = new Set<string>()
    return before(ports, 'update', async (request, serve) => {
      const codec = requestOf('update', ports.draft)
      const room = subjectOf(request)
      const epoch = codec && fieldsOf(codec, request.body).find(({ path }) => epochPath.test(path))
      if (epoch && ahead.has(room)) {
        const currentEpoch = BigInt.asUintN(64, Buffer.from(epoch.bytes).readBigUInt64BE() + 1n)
        const told = { responseCode: 'wrongEpoch', errorDescription: '', currentEpoch } as const
        return ports.encoder.answered('update', encode<unknown>(UpdateRoomResponse[ports.draft], told))
      }
      const reply = await serve(request)
      if ('status' in reply && reply.status === 400 && ports.store.hosted.find(room)) ahead.add(room)
      return reply
    })
  },
})
