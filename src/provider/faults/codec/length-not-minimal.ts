import { type Codec, malformations } from '../../../codec/index.js'
import { fault } from '../../fault.js'

export const lengthNotMinimal = fault({
  id: 'codec.length-not-minimal',
  summary: 'writes a length in more bytes than it needs',
  breaks: ['MIMI-COD-004'],
  apply: (ports) => ({
    ...ports,
    encoder: {
      ...ports.encoder,
      write<T>(codec: Codec<T>, value: NoInfer<T>) {
        const bytes = ports.encoder.write(codec, value)
        return malformations(codec, bytes, 'length-not-minimal')[0]?.bytes ?? bytes
      },
    },
  }),
})
