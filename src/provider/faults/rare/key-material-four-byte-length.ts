import { lengthHeader } from '../../../codec/index.js'
import { numberAt, replaced } from '../kit/mending.js'
import { lenientPlace } from '../kit/lenient-place.js'

export const keyMaterialFourByteLength = lenientPlace({
  id: 'key-material.four-byte-length',
  summary: 'takes a length of four bytes where fewer suffice, before the proposal types that are required',
  breaks: ['MIMI-COD-002'],
  action: 'keyMaterial',
  mend: ({ code, path, offset }, body, codec) => {
    if (
      code !== 'length-not-minimal' ||
      path !== 'requiredCapabilities.proposal_types' ||
      numberAt(body, offset, 1) !== 0
    )
      return null
    const fourBytes = ((body[offset] ?? 0) & 0xc0) === 0x80
    return fourBytes ? replaced(codec, body, { offset, length: 4 }, lengthHeader(numberAt(body, offset, 4))) : null
  },
})
