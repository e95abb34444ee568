import { spans, tryDecode } from '../../../codec/index.js'
import { afterEffect, turnedDown } from '../kit/after-effect.js'
import { requestOf } from '../kit/requested.js'

export const notifyRefusedInPart = afterEffect({
  id: 'notify.refused-in-part',
  summary: 'delivers the events before a malformed one, and refuses them all',
  breaks: ['MIMI-NTF-018'],
  foundBy: 'endpoint',
  action: 'notify',
  refused: turnedDown,
  does({ draft }, request, serve) {
    const codec = requestOf('notify', draft)
    const read = codec && tryDecode(codec, request.body)
    if (!codec || !read || read.ok) return null
    const [event = ''] = /^\[[1-9]\d*\]/.exec(read.error.path) ?? []
    const begin = event && spans(codec, request.body).spans.find(({ path }) => path.startsWith(event))
    return begin ? serve({ ...request, body: request.body.subarray(0, begin.offset) }) : null
  },
})
