import { tryDecode } from '../../../codec/index.js'
import { fault } from '../../fault.js'
import { readingLeniently } from '../kit/mending.js'

/** A number of two bytes that decides what follows; the first that is registered is 1 for each. */
const selector = /\b(credential_type|wire_format|proposal_type)$/

export const enumUnknownAccepted = fault({
  id: 'codec.enum-unknown-accepted',
  summary: 'takes a member of an enum that it does not know for one that it does',
  breaks: ['MIMI-COD-010'],
  apply: (ports) =>
    readingLeniently(ports, ({ code, path, offset }, body, codec) => {
      if (code === 'value-invalid' && selector.test(path)) return body.with(offset + 1, 1)
      if (code !== 'enum-unknown' || path === 'protocol') return null
      const [one, zero] = [body.with(offset, 1), body.with(offset, 0)]
      const read = tryDecode(codec, one)
      return !read.ok && read.error.code === code && read.error.offset === offset ? zero : one
    }),
})
