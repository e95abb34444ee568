import { tryDecode } from '../../../codec/index.js'
import { UpdateRoomResponse } from '../../../wire/update.js'
import { fault } from '../../fault.js'
import { atLeast, fieldsOf } from '../kit/fields.js'
import { before, requestOf } from '../kit/requested.js'

const far = atLeast(/proposalOrCommit\.(public_message\.)?content\.epoch$/, 1n << 32n)

export const updateFarEpochUnreadable = fault({
  id: 'update.far-epoch-unreadable',
  summary: 'tells its own epoch in four bytes to whoever is 2^32 epochs away',
  breaks: ['MIMI-UPD-004'],
  foundBy: 'endpoint',
  apply: (ports) =>
    before(ports, 'update', async (request, serve) => {
      const reply = await serve(request)
      const codec = requestOf('update', ports.draft)
      if (!codec || !('status' in reply) || !reply.body || !far(fieldsOf(codec, request.body))) return reply
      const told = tryDecode<{ responseCode: string }>(UpdateRoomResponse[ports.draft], reply.body)
      if (!told.ok || told.value.responseCode !== 'wrongEpoch') return reply
      return { ...reply, body: Buffer.concat([reply.body.subarray(0, -8), reply.body.subarray(-4)]) }
    }),
})
