/** Many malformed bodies against one endpoint, carried by one pair of twins. */
import type { CheckContext } from '../../src/check/context.js'
import type { Severity } from '../../src/check/finding.js'
import { type Answer, describeAnswer, isEvaluated, outcomeOf } from '../../src/peers/answer.js'
import { Skip } from '../../src/peers/preparation.js'
import type { Place, Trial } from './trial.js'

/** A body with exactly one fault. */
export interface Spoiled {
  readonly bytes: Uint8Array
  /** The field with the fault, and the byte where it begins. */
  readonly path: string
  readonly offset: number
  /** What is wrong, in words. */
  readonly what: string
  /** What the URL names, where that is not the twin's. */
  readonly about?: string
}

interface Answered {
  readonly spoiled: Spoiled
  readonly answer: Answer
}

/** Requests of one volley under way at the same time. */
const abreast = 8

/** What is said of further bodies that fared like the first. */
const mostPaths = 6

/**
 * Sends a twin, all the spoiled bodies, and the twin again; each kind of answer to the spoiled ones is judged once, at
 * the first body that got it.
 * @param accepted what a 2xx that claims success weighs; by the requirement's level if absent
 * @throws Skip where the twin is not evaluated, so that nothing could be concluded
 */
export async function volley(
  context: CheckContext,
  place: Place,
  trial: Trial,
  bodies: readonly Spoiled[],
  { accepted, together = abreast }: { accepted?: Severity; together?: number } = {},
): Promise<Answered[]> {
  await firstTwin(context, place, trial)
  if (bodies.length === 0) context.skip('the valid request has no field that could be spoiled in this way')
  const answered = await sendAll(context, trial, bodies, together)
  const after = once(() => trial.twin('after'))
  let inconclusive: Skip | null = null
  for (const [first, ...others] of byOutcome(answered)) {
    if (!first) continue
    const { spoiled, answer } = first
    try {
      await context.refuses({
        what: described(spoiled),
        malformed: () => Promise.resolve(answer),
        twin: after,
        servedBefore: true,
        accepted,
        at: { path: spoiled.path, offset: spoiled.offset, note: alike(first, others, bodies.length) },
      })
    } catch (reason) {
      // What else was answered, and how, is to be judged first.
      if (!(reason instanceof Skip)) throw reason
      inconclusive = reason
    }
  }
  if (inconclusive) throw inconclusive
  return answered
}

/** Without a twin that is evaluated there is nothing to conclude from. */
export async function firstTwin({ skip }: CheckContext, { hosted, judge }: Place, trial: Trial): Promise<Answer> {
  const twin = await trial.twin('before')
  if (isEvaluated(twin)) return twin
  return skip(
    hosted
      ? `needs a room that the target hosts to be judged: a valid request about an unknown room got ${describeAnswer(twin)}`
      : `a valid request got ${describeAnswer(twin)}, so nothing can be concluded; judged by ${judge}`,
  )
}

function described({ what, path, offset }: Spoiled): string {
  return `a body that is wrong ${path ? `in ${path} (byte ${offset})` : `at byte ${offset}`}: ${what}`
}

function alike(first: Answered, others: readonly Answered[], total: number): string | undefined {
  if (others.length === 0) return undefined
  const name = ({ spoiled }: Answered) => spoiled.path || 'its end'
  const paths = [...new Set(others.map(name))].filter((path) => path !== name(first))
  const more = paths.length > mostPaths ? ` and ${paths.length - mostPaths} more` : ''
  const also = paths.length === 0 ? '' : `, in ${paths.slice(0, mostPaths).join(', ')}${more} too`
  return `${others.length + 1} of ${total} such bodies were answered alike${also}`
}

/** Those with the same kind of answer together, in the order sent. */
function byOutcome(answered: readonly Answered[]): Answered[][] {
  const kinds = new Set(answered.map(({ answer }) => outcomeOf(answer)))
  return [...kinds].map((kind) => answered.filter(({ answer }) => outcomeOf(answer) === kind))
}

/** As many at a time as allowed; what is dropped is sent again, and twice dropped ends the volley: the server is down. */
async function sendAll(
  { signal }: CheckContext,
  trial: Trial,
  bodies: readonly Spoiled[],
  together: number,
): Promise<Answered[]> {
  const waiting = [...bodies]
  const answered: Answered[] = []
  const work = async () => {
    for (let spoiled = waiting.shift(); spoiled && !signal.aborted; spoiled = waiting.shift()) {
      const first = await trial.malformed(spoiled.bytes, spoiled.about)
      const answer = isFallen(first) ? await trial.malformed(spoiled.bytes, spoiled.about) : first
      answered.push({ spoiled, answer })
      if (isFallen(answer)) waiting.length = 0
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  return answered.toSorted((a, b) => bodies.indexOf(a.spoiled) - bodies.indexOf(b.spoiled))
}

function isFallen(answer: Answer): boolean {
  const outcome = outcomeOf(answer)
  return outcome === 'dropped' || outcome === 'silent'
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
