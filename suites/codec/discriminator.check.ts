import { check } from '../../src/check/define.js'
import { hexText, tryDecode } from '../../src/codec/index.js'
import { describeEnding, headerValues, type HttpMessage } from '../../src/transport/exchange.js'
import { fromHeader } from '../../src/transport/names.js'
import { KeyMaterialResponse } from '../../src/wire/key-material.js'
import { places } from './trial.js'

export default check({
  id: 'codec.discriminator',
  title: 'A response is TLS presentation language and begins with the protocol octet 1',
  requirements: ['MIMI-COD-001'],
  roles: ['provider'],
  fails:
    'The answer to a key material request is binary, yet its first byte is not 01, or it is no KeyMaterialResponse.',
  async run(context) {
    const { peer, target, draft, readings, skip, that, must } = context
    const { body, about } = await places.keyMaterial.prepare(context)
    const url = target.url('keyMaterial', about)
    const headers: [string, string][] = [
      ['From', fromHeader(peer.domain)],
      ['Content-Type', readings.contentType],
    ]
    const exchange = await peer.raw({ method: 'POST', url, headers, body, struct: 'KeyMaterialRequest' })
    const { response } = exchange
    if (!response || response.status < 200 || response.status > 299)
      return skip(
        `no answer to read: ${response?.status ?? describeEnding(exchange)}; judged by ${places.keyMaterial.judge}`,
      )
    const other = otherEncoding(response)
    if (other) skip(`the target speaks ${other}; Mimicry tests the TLS presentation language (section 5)`)
    const [first = -1] = response.body
    must(first === 1, {
      expected: 'the protocol octet 01 (mls10) as first byte of the response',
      actual: first < 0 ? 'an empty body' : `first bytes ${hexText(response.body.subarray(0, 8))}`,
      path: 'protocol',
      offset: 0,
      exchange,
    })
    const read = tryDecode(KeyMaterialResponse[draft], response.body)
    that(read.ok, {
      expected: 'a KeyMaterialResponse',
      ...(read.ok ? { actual: '' } : { actual: read.error.message, path: read.error.path, offset: read.error.offset }),
      exchange,
    })
  },
})

/** Section 2 calls the presentation language a placeholder: another encoding is out of scope, not wrong. */
function otherEncoding(response: HttpMessage): string | null {
  const [type = ''] = headerValues(response, 'content-type')
  const named = /json|cbor|protobuf|xml|yaml/i.exec(type)
  if (named) return named[0]
  const text = Buffer.from(response.body.subarray(0, 1)).toString('latin1')
  return text === '{' || text === '[' || text === '<' ? 'text' : null
}
