import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

export const dictionaryOrderUnchecked = fault({
  id: 'codec.dictionary-order-unchecked',
  summary: 'takes the components of a dictionary in any order and any number',
  breaks: ['MIMI-COD-023'],
  drafts: ['06'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, path, offset }, body) =>
      code === 'value-invalid' && path.endsWith('component_id') ? body.with(offset, 0xff).with(offset + 1, 0xff) : null,
    ),
})
