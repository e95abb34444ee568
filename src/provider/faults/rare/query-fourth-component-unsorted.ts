import { lenientPlace } from '../kit/lenient-place.js'

export const queryFourthComponentUnsorted = lenientPlace({
  id: 'query.fourth-component-unsorted',
  summary: 'looks at the order of the first three components of an extension dictionary only',
  breaks: ['MIMI-COD-023'],
  drafts: ['06'],
  action: 'identifierQuery',
  mend: ({ code, path, offset }, body) =>
    code === 'value-invalid' && /component_data\[([3-9]|\d\d+)\]\.component_id$/.test(path)
      ? body.with(offset, 0xff).with(offset + 1, 0xff)
      : null,
})
