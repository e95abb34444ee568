import { spans } from '../../../codec/index.js'
import { lenientPlace } from '../kit/lenient-place.js'

export const notifyThirdEventUnread = lenientPlace({
  id: 'notify.third-event-unread',
  summary: 'takes a body whose first two events are in order, whatever comes after them',
  breaks: ['MIMI-COD-006', 'MIMI-COD-010', 'MIMI-NTF-010'],
  action: 'notify',
  mend: ({ path }, body, codec) => {
    if (!/^\[([2-9]|\d\d)/.test(path)) return null
    const third = spans(codec, body).spans.find((span) => span.path.startsWith('[2]'))
    return third ? body.subarray(0, third.offset) : null
  },
})
