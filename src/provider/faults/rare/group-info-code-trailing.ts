import { fieldsOf, some } from '../kit/fields.js'
import { lenientPlace } from '../kit/lenient-place.js'

const withCode = some(/^joiningCode$/, ({ length }) => length > 0)

export const groupInfoCodeTrailing = lenientPlace({
  id: 'group-info.code-trailing',
  summary: 'takes a request with a joining code that has something after its end',
  breaks: ['MIMI-COD-007'],
  action: 'groupInfo',
  mend: ({ code, offset }, body, codec) => {
    if (code !== 'trailing-bytes') return null
    const whole = body.subarray(0, offset)
    return withCode(fieldsOf(codec, whole)) ? whole : null
  },
})
