/** The campaign against a testee, or against two of them that ought to agree. */
import { encode, hexBytes, hexText, tryDecode, type Codec } from '../../src/codec/index.js'
import type { Json } from '../../src/codec/json.js'
import type { Batch, Campaign, Discovery } from '../campaigns/campaign.js'
import { fieldOf, pasteLine, questionOf, directions, type Case } from '../testee/case.js'
import { refusable, validVector } from '../testee/cases.js'
import type { Testee } from '../testee/client.js'
import { judge, type Disagreement } from '../testee/judge.js'
import type { Answer, Question } from '../testee/protocol.js'
import { shrink } from '../testee/shrink.js'
import { annotated } from './annotated.js'
import { generateSane } from '../sane.js'
import { CaseMaker, malformedAlike, type CodecCase, type Mix, type Seed } from './cases.js'
import { compared } from './compared.js'
import { sourceOf } from './source.js'
import type { Subject } from './subjects.js'

export interface TesteeOptions {
  readonly subjects: readonly Subject[]
  readonly seeds: readonly Seed[]
  readonly testee: Testee
  /** Another one, whose answers are compared with those of the first instead of with ours. */
  readonly against?: Testee | undefined
  readonly settings: Campaign['settings']
}

/** Asking costs more than making, so that dear cases are as good as cheap ones. */
const MIX: Mix = { block: 64, malformed: 24, mutated: 16 }
/** Questions of a finding while it is made smaller. */
const TRIES = 150
/** Each of them may cost two starts of the testee. */
const TRIES_WITH_DEATHS = 8

/** A disagreement and who has it. */
type Judged = Disagreement | 'agrees' | 'notes' | 'unsupported' | 'unjudged'

export function testeeCampaign({ subjects, seeds, testee, against, settings }: TesteeOptions): Campaign {
  const testees = against ? [testee, against] : [testee]
  const known = new Set<string>()
  const unsupported = new Set<string>()
  /** The case of each question, for as long as anybody knows it. */
  const caseAbout = new WeakMap<Question, { readonly one: Case; readonly codec: Codec<unknown> }>()
  const told = new Map<Testee, number>()
  const over = () => {
    const gone = testees.find(({ givenUp }) => givenUp !== undefined)
    return gone && `${gone.command.join(' ')} was given up: ${gone.givenUp}`
  }

  return {
    kind: 'codec',
    settings,
    batch: MIX.block,
    lanes: 2,
    over,
    async run(batch) {
      const maker = new CaseMaker(subjects, sourceOf(batch, seeds, generateSane), MIX)
      await Promise.all(
        batch.cases.map(async (number) => {
          const made = maker.make(number)
          if (unsupported.has(nameOf(made.subject))) return
          for (const one of questionsOf(made, number)) await tried(batch, number, made, one)
        }),
      )
      for (const one of testees) tellIncidents(batch, one)
    },
    close() {
      const names = testees.map(({ hello, command }) => hello?.name ?? command.join(' '))
      const gone = [testee, against].flatMap((one) => (one?.givenUp === undefined ? [] : [one.givenUp]))
      const more: Record<string, Json> = { testees: names, unsupported: [...unsupported] }
      if (gone.length > 0) more.givenUp = gone
      return Promise.resolve(more)
    },
  }

  async function tried(batch: Batch, number: number, made: CodecCase, one: Case): Promise<void> {
    await batch.turn()
    if (over() !== undefined || batch.signal.aborted) return
    const { codec } = made.subject
    const answers = await asked(codec, one)
    const found = judged(codec, one, answers)
    if (found === 'unsupported') unsupported.add(nameOf(made.subject))
    if (found === 'notes') batch.counted('refused, but with another code or place than expected')
    if (found === 'unjudged') batch.counted('never answered')
    if (typeof found !== 'object') {
      reach(batch, made, one, answers[0])
      return
    }
    const cause = causeOf(one, found)
    const key = cause.join('\n')
    const smallest = known.has(key) ? { one, found } : await smaller(codec, made, one, found)
    known.add(key)
    batch.found(number, discoveryOf(codec, cause, smallest.one, smallest.found))
  }

  /** What a testee did besides answering; a pause may be one of the machine. */
  function tellIncidents(batch: Batch, who: Testee): void {
    const fresh = who.incidents.slice(told.get(who) ?? 0)
    told.set(who, who.incidents.length)
    for (const { kind, what, after } of fresh) {
      const last = after && caseAbout.get(after)
      if (kind === 'hung') batch.counted('pauses for which no single request is to blame')
      else if (last) {
        const shown = discoveryOf(last.codec, ['incident', kind], last.one, {
          fault: 'broken-answer',
          detail: kind,
          expected: 'one answer to each request, and nothing else',
          actual: `the program ${what}`,
          path: '',
          offset: 0,
        })
        const hint = 'this request came last before it; to see it again, run the campaign again with its seed'
        const title = `${kind} with no single request to blame, after ${last.one.op} of ${last.one.struct}`
        batch.found(batch.cases[0] ?? 0, { ...shown, title, notes: [hint, ...(shown.notes ?? [])] })
      }
    }
  }

  async function asked(codec: Codec<unknown>, one: Case): Promise<readonly [Answer, Answer?]> {
    const question = questionOf(one)
    caseAbout.set(question, { one, codec })
    const [mine, other] = await Promise.all([testee.ask(question), against?.ask(question)])
    return other ? [mine, other] : [mine]
  }

  async function smaller(codec: Codec<unknown>, made: CodecCase, first: Case, found: Disagreement) {
    let smallest = { one: first, found }
    if (found.fault === 'hangs') return smallest
    let left = found.fault === 'dies' ? TRIES_WITH_DEATHS : TRIES
    const shows = async (one: Case): Promise<boolean> => {
      left--
      const again = judged(codec, one, await asked(codec, one))
      if (typeof again !== 'object' || again.fault !== found.fault || again.detail !== found.detail) return false
      smallest = { one, found: again }
      return true
    }
    for (const one of single(codec, made, first)) if (left <= 0 || (await shows(one))) break
    await shrink(codec, smallest.one, Math.max(0, left), shows)
    return smallest
  }
}

/** One fault in place of several changes, where one of the same kind can be made of what they were made of. */
function* single(codec: Codec<unknown>, made: CodecCase, one: Case): Generator<Case, void> {
  const { error } = one.vector
  if (one.origin || !error || made.kind === 'value') return
  const { bytes } = made.origin
  for (const { family, path, expected, what, bytes: faulty } of malformedAlike(codec, bytes, error)) {
    const vector = { ...one.vector, comment: `${family}: ${what}`, bytes: hexText(faulty), error: expected }
    yield { ...one, vector, origin: { bytes: hexText(bytes), family, path } }
  }
}

/** What the testee's answers come to: with two of them, whether they are the same; else whether they are right. */
export function judged(codec: Codec<unknown>, one: Case, [mine, other]: readonly [Answer, Answer?]): Judged {
  if (other) return compared(codec, one, mine, other)
  const judgement = judge(codec, one, mine)
  if (judgement.kind === 'disagree') return judgement
  if (judgement.kind === 'unsupported' || judgement.kind === 'unjudged') return judgement.kind
  return judgement.kind === 'agree' && judgement.note ? 'notes' : 'agrees'
}

function nameOf({ draft, struct }: Subject): string {
  return `${draft} ${struct}`
}

/** A case in the words of the testee protocol; what bytes should be answered is what our codec says to them. */
function questionsOf(made: CodecCase, number: number): Case[] {
  const { draft, struct, codec } = made.subject
  const id = `case-${number}`
  const bytes = made.kind === 'value' ? encode(codec, made.value) : made.bytes
  const read = tryDecode(codec, bytes)
  const shared = { draft, struct, source: 'generated' } as const
  if (read.ok) {
    const vector = validVector(id, bytes, codec, read.value)
    return directions(vector).map((op) => ({ ...shared, op, vector }))
  }
  const { code, path, offset } = read.error
  const how = made.kind === 'bytes' ? made.how.join('; ') : ''
  const error = { code, path, offset }
  const vector = refusable(codec, { id, comment: how, flags: [], bytes: hexText(bytes), error })
  return [{ ...shared, op: 'decode', vector, ...originOf(made) }]
}

/** What a smaller one is made from, where it is malformed in one way. */
function originOf(made: CodecCase): Pick<Case, 'origin'> {
  if (made.kind === 'value') return {}
  const { bytes, mutations } = made.origin
  const [mutation] = mutations
  if (mutation?.kind !== 'malform' || mutations.length > 1) return {}
  return { origin: { bytes: hexText(bytes), family: mutation.family, path: mutation.path } }
}

/** What is reached is an answer in a field, as the testee gives it. */
function reach(batch: Batch, made: CodecCase, { op, vector }: Case, answer: Answer): void {
  const { draft, struct } = made.subject
  const said =
    answer.kind === 'refused' ? `${answer.error.code ?? 'refused'} ${fieldOf(answer.error.path ?? '')}` : answer.kind
  const reached = `${draft} ${struct} ${op} ${vector.result} ${said}`
  const bytes = hexBytes(vector.bytes)
  if (vector.result === 'valid' && bytes) batch.reached(reached, () => ({ draft, struct, reached, bytes }))
  else batch.reached(reached)
}

export function causeOf({ op, struct }: Case, { fault, detail, path }: Disagreement): string[] {
  return [fault, op, struct, ...[fieldOf(path), detail].filter((word) => word !== '')]
}

function discoveryOf(
  codec: Codec<unknown>,
  cause: readonly string[],
  one: Case,
  { fault, expected, actual, path, offset }: Disagreement,
): Discovery {
  const { draft, struct, op, vector } = one
  const body = hexBytes(vector.bytes) ?? new Uint8Array(0)
  return {
    cause,
    draft,
    title: `${fault} in ${op} of ${struct}${path === '' ? '' : ` at ${path}`}`,
    expected,
    actual,
    path,
    offset,
    recipe: { draft, struct, op, vector: vectorJson(vector) },
    body,
    steps: [vector.comment === '' ? 'made from the declaration' : vector.comment],
    notes: [`the request: ${shortened(pasteLine(one))}`, ...annotated(codec, body, offset)],
  }
}

function vectorJson({ id, comment, flags, bytes, result, value, error }: Case['vector']): Json {
  return {
    id,
    comment,
    flags: [...flags],
    bytes,
    result,
    ...(value === undefined ? {} : { value }),
    ...(error ? { error: { code: error.code, path: error.path, offset: error.offset } } : {}),
  }
}

function shortened(line: string): string {
  return line.length > 2000 ? `${line.slice(0, 2000)}…` : line
}
