import { spans, tryDecode } from '../../../codec/index.js'
import { IdentifierUri } from '../../../wire/common.js'
import { fault } from '../../fault.js'
import { readingFussily } from '../kit/mending.js'

export const roomIdTwicePrefixed = fault({
  id: 'codec.room-id-twice-prefixed',
  summary: 'expects two lengths before the room of a consent entry',
  breaks: ['MIMI-COD-015'],
  apply: (ports) =>
    readingFussily(ports, (body, codec) => {
      const { spans: all } = spans(codec, body)
      const optional = all.some(({ path, type }) => path === 'roomId' && type === 'presence')
      const room = optional && all.find(({ path, type }) => path === 'roomId.uri' && type === 'opaque<V>')
      const read = room && tryDecode(IdentifierUri, body.subarray(room.offset, room.offset + room.length))
      return read && !read.ok ? read.error : null
    }),
})
