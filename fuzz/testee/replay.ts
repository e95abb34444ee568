import { isDraft } from '../../src/drafts/ids.js'
import { codecOf, questionOf, type Case } from './case.js'
import { openTestee, type TesteeOptions } from './client.js'
import { judge, type Judgement } from './judge.js'
import type { DisagreementRecord } from './result.js'

/** What came of repeating a disagreement. */
export interface Replayed {
  /** It disagrees again, in the same way. */
  readonly again: boolean
  readonly judgement: Judgement
}

/** Whether JSON is a file that `mimicry codec` wrote about a disagreement. */
export function isDisagreement(json: unknown): json is DisagreementRecord {
  if (typeof json !== 'object' || json === null || !('format' in json)) return false
  if (json.format !== 'mimicry-disagreement/1' || !('vector' in json) || !('command' in json)) return false
  const { vector, command } = json
  const asked = 'draft' in json && 'struct' in json && 'op' in json && isDraft(json.draft)
  const words = Array.isArray(command) && command.length > 0 && command.every((word) => typeof word === 'string')
  return asked && words && typeof vector === 'object' && vector !== null && 'bytes' in vector && 'result' in vector
}

/**
 * Asks the testee of a recorded disagreement, or another one, the same again.
 * @throws TesteeUnavailable; RangeError for a structure that there is no longer
 */
export async function replayDisagreement(
  recorded: DisagreementRecord,
  options: Partial<TesteeOptions> = {},
): Promise<Replayed> {
  const { draft, struct, op, source, vector } = recorded
  const codec = codecOf(draft, struct)
  if (!codec) throw new RangeError(`draft ${draft} has no structure ${struct}`)
  const [program = '', ...args] = recorded.command
  const testee = await openTestee({ command: [program, ...args], ...options })
  try {
    const one: Case = { draft, struct, op, source, vector }
    const judgement = judge(codec, one, await testee.ask(questionOf(one)))
    return { again: judgement.kind === 'disagree' && judgement.fault === recorded.fault, judgement }
  } finally {
    await testee.close()
  }
}
