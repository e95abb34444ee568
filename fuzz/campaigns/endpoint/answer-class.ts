/** What is new about an answer: two of one class say the same of the target. */
import type { Answer } from '../../../src/peers/answer.js'
import { headerValues } from '../../../src/transport/exchange.js'

/** Slower than these, ms, is another class. */
const buckets = [1000, 5000]

/** @param site draft and endpoint */
export function classOf(site: string, answer: Answer): string {
  const { exchange, status, code, error, value } = answer
  const slower = buckets.filter((ms) => exchange.durationMs > ms).length
  const parts = [site, String(status ?? exchange.ending.kind), code, error && `unreadable ${error.code}`]
  const body = value === null ? plainShape(answer) : shapeOf(value)
  return [...parts, body, slower === 0 ? null : `slower than ${buckets[slower - 1]} ms`].filter(Boolean).join(' ')
}

function plainShape({ exchange: { response } }: Answer): string {
  if (!response) return ''
  const [type = 'untyped'] = headerValues(response, 'content-type')
  return response.body.length === 0 ? 'empty' : (type.split(';')[0] ?? '')
}

/** Deeper than that the parts of an answer are MLS objects, whose shapes are many and say nothing of the target. */
const deepest = 4

/** Members, and of lists whether there is none, one or more; what opaque fields hold does not matter. */
function shapeOf(value: unknown, depth = 0): string {
  if (value instanceof Uint8Array) return value.length === 0 ? '0' : 'b'
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    if (list.length === 0) return '[]'
    return depth >= deepest ? '[…]' : `[${shapeOf(list[0], depth + 1)}${list.length > 1 ? '+' : ''}]`
  }
  if (typeof value === 'object' && value !== null) {
    if (depth >= deepest) return '{…}'
    const members = Object.entries(value).map(([name, member]) => `${name}:${shapeOf(member, depth + 1)}`)
    return `{${members.join(',')}}`
  }
  return typeof value === 'string' ? 's' : typeof value === 'number' || typeof value === 'bigint' ? 'n' : String(value)
}
