import { fault } from '../../fault.js'
import { replacedAt } from '../kit/mending.js'

const name = 'foundProfiles[0].fields[0].fieldName'

export const fieldNameTwicePrefixed = fault({
  id: 'codec.field-name-twice-prefixed',
  summary: 'writes a second length before the names of profile fields',
  breaks: ['MIMI-COD-014'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      write(codec, value) {
        const bytes = ports.encoder.write(codec, value)
        return replacedAt(codec, bytes, name, (text) => [text.length, ...text])
      },
    },
  }),
})
