import { CodecError, spans } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { readingFussily } from '../kit/mending.js'

export const unknownComponentRefused = fault({
  id: 'codec.unknown-component-refused',
  summary: 'refuses a request whose dictionary has a component it does not know',
  breaks: ['MIMI-COD-024'],
  drafts: ['06'],
  apply: (ports) =>
    readingFussily(ports, (body, codec) => {
      const component = spans(codec, body).spans.find(({ path }) => /_extensions\.component_data\[0\]/.test(path))
      return component ? new CodecError('value-invalid', component.path, component.offset, 'unknown component') : null
    }),
})
