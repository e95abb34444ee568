import { CodecError, spans } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { readingFussily } from '../kit/mending.js'

export const blankNodesRefused = fault({
  id: 'codec.blank-nodes-refused',
  summary: 'has no blank nodes in a ratchet tree',
  breaks: ['MIMI-COD-020'],
  apply: (ports) =>
    readingFussily(ports, (body, codec) => {
      const blank = spans(codec, body).spans.find(
        ({ path, text }) => /ratchet_tree\[\d+\]$/.test(path) && text === 'absent',
      )
      return blank ? new CodecError('enum-unknown', blank.path, blank.offset, 'expected leaf 1, parent 2, got 0') : null
    }),
})
