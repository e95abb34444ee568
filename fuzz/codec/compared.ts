import type { Codec } from '../../src/codec/index.js'
import type { Case } from '../testee/case.js'
import { difference, jsonText } from '../testee/difference.js'
import { judge, type Disagreement } from '../testee/judge.js'
import type { Answer } from '../testee/protocol.js'

/**
 * Whether two testees say the same. What neither answer can be, such as a death, is judged by itself; error codes and
 * places are noted, since drafts do not name them.
 * @returns the difference with the first one's answer as the expected one
 */
export function compared(
  codec: Codec<unknown>,
  one: Case,
  first: Answer,
  second: Answer,
): Disagreement | 'agrees' | 'notes' | 'unsupported' | 'unjudged' {
  for (const answer of [first, second]) {
    if (answer.kind === 'gone') return 'unjudged'
    if (answer.kind === 'unsupported') return 'unsupported'
    if (answer.kind !== 'died' && answer.kind !== 'hung' && answer.kind !== 'broken') continue
    const judgement = judge(codec, one, answer)
    if (judgement.kind === 'disagree') return judgement
  }
  const { path: wanted = '', offset = 0 } = one.vector.error ?? {}
  const texts = { expected: `as the first: ${answerText(first)}`, actual: `the second: ${answerText(second)}` }
  if (first.kind === 'refused' && second.kind === 'refused') {
    const [mine, other] = [first.error, second.error]
    return mine.code === other.code && mine.path === other.path && mine.offset === other.offset ? 'agrees' : 'notes'
  }
  if (first.kind === 'value' && second.kind === 'value') {
    const found = difference(first.value, second.value)
    if (!found) return 'agrees'
    const { path, expected, actual } = found
    return { fault: 'other-value', detail: '', path, offset: 0, expected: jsonText(expected), actual: jsonText(actual) }
  }
  if (first.kind === 'bytes' && second.kind === 'bytes')
    return first.bytes === second.bytes ? 'agrees' : { fault: 'other-bytes', detail: '', path: '', offset: 0, ...texts }
  const fault = second.kind === 'refused' ? 'refuses-valid' : 'accepts-malformed'
  return { fault, detail: 'where the first does not', path: wanted, offset, ...texts }
}

function answerText(answer: Answer): string {
  switch (answer.kind) {
    case 'value':
      return `accepts, as ${jsonText(answer.value)}`
    case 'bytes':
      return answer.bytes.length > 128 ? `${answer.bytes.slice(0, 128)}…` : answer.bytes
    case 'refused': {
      const { code = 'no code', path = '', message = '' } = answer.error
      return `refuses: ${[code, path, message].filter((word) => word !== '').join(' ')}`
    }
    default:
      return answer.kind
  }
}
