import type { Json } from '../../src/codec/json.js'
import { isDraft } from '../../src/drafts/ids.js'
import { codecOf, questionOf, type Case } from '../testee/case.js'
import type { Testee } from '../testee/client.js'
import { judged } from './testee.js'

/** Whether the recipe of a finding is a question to a testee, and not a case of our own codec. */
export function isQuestion(recipe: Json): boolean {
  return typeof recipe === 'object' && recipe !== null && !Array.isArray(recipe) && 'vector' in recipe
}

/**
 * Asks what a finding records.
 * @param against where the finding is a difference between two testees
 * @returns what was expected and what came; null where it is right
 * @throws SyntaxError for a recipe that is no question
 */
export async function repeat(
  recipe: Json,
  testee: Testee,
  against: Testee | undefined,
): Promise<{ expected: string; actual: string } | null> {
  const one = caseOf(recipe)
  const codec = codecOf(one.draft, one.struct)
  if (!codec) throw new SyntaxError(`draft ${one.draft} has no structure ${one.struct}`)
  const question = questionOf(one)
  const answer = await testee.ask(question)
  const found = judged(codec, one, against ? [answer, await against.ask(question)] : [answer])
  return typeof found === 'object' ? { expected: found.expected, actual: found.actual } : null
}

/** What writes recipes is testee.ts: draft, structure and direction tell that it is one of them. */
function caseOf(recipe: Json): Case {
  const { draft, struct, op, vector } = isFields(recipe) ? recipe : {}
  if (!isDraft(draft) || typeof struct !== 'string' || (op !== 'decode' && op !== 'encode') || !isVector(vector))
    throw new SyntaxError('the finding cannot be repeated: its recipe is no question to a testee')
  return { draft, struct, op, source: 'generated', vector }
}

function isFields(json: Json | undefined): json is { [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function isVector(json: unknown): json is Case['vector'] {
  return typeof json === 'object' && json !== null && 'bytes' in json && 'result' in json && 'id' in json
}
