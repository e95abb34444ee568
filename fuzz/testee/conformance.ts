/** Asks a testee everything about the selected structures, and says where it disagrees. */
import { setImmediate } from 'node:timers/promises'
import { drafts as allDrafts, type Draft } from '../../src/drafts/ids.js'
import { structures } from '../../src/wire/index.js'
import type { VectorFile } from '../../vectors/types.js'
import { pasteLine, questionOf, type Case } from './case.js'
import { generatedCases, vectorCases, type Subject } from './cases.js'
import { brokenClaims } from './claims.js'
import type { Testee } from './client.js'
import { judge, type Disagreement, type Judgement } from './judge.js'
import { causeOf, type CodecResult, type DisagreementRecord, type StructureResult } from './result.js'
import { shrink } from './shrink.js'
import { summarize, type Found } from './summarize.js'
import { Tally, type Group } from './tally.js'

export interface ConformanceOptions {
  /** Mimicry's own, for the result. */
  readonly version: string
  readonly drafts: readonly Draft[]
  /** Only these; all of them if absent. */
  readonly structs?: readonly string[] | undefined
  readonly vectors: readonly VectorFile[]
  readonly seed: number
  /** Generated values of each structure. */
  readonly runs: number
  /** Ends it early: the result says what is known by then. */
  readonly signal: AbortSignal
  /** Told of each case that is done, and what is being judged. */
  readonly onCase?: (progress: { readonly cases: number; readonly disagree: number; readonly subject: Subject }) => void
}

/** Cases that wait for their answer; more than a testee is sent at once, so that it never waits for us. */
const LANES = 128
const YIELD_AFTER = 256
/** Disagreements of one cause that are made smaller. */
const SHRUNK_BY_CAUSE = 2
const MAX_SHRUNK = 40
const TRIES = 150
/** Each of them may cost two starts of the testee. */
const TRIES_WITH_DEATHS = 8

/** The structures of the drafts, in the order of the drafts. */
export function subjectsOf({ drafts, structs }: Pick<ConformanceOptions, 'drafts' | 'structs'>): Subject[] {
  return allDrafts
    .filter((draft) => drafts.includes(draft))
    .flatMap((draft) => Object.entries(structures(draft)).map(([struct, codec]) => ({ draft, struct, codec })))
    .filter(({ struct }) => structs === undefined || structs.includes(struct))
}

export async function judgeTestee(testee: Testee, options: ConformanceOptions): Promise<CodecResult> {
  const started = new Date()
  const losses = { total: 0 }
  const tallies = subjectsOf(options).map((subject) => new Tally(subject, claims(testee, subject), losses))
  const finished = await askAll(testee, tallies, options)
  const interrupted = options.signal.aborted
  const { causes, listed, omitted } = summarize(tallies)
  const disagreements = await records(testee, listed, options.signal)
  const structs = tallies.map((tally) => tally.result())
  const broken = brokenClaims(tallies)
  return {
    format: 'mimicry-codec/1',
    version: options.version,
    started: started.toISOString(),
    durationMs: Date.now() - started.getTime(),
    command: testee.command,
    testee: testee.hello ?? null,
    seed: options.seed,
    runs: options.runs,
    drafts: options.drafts,
    complete: finished && structs.every(({ unjudged }) => unjudged === 0),
    interrupted,
    givenUp: interrupted ? null : (testee.givenUp ?? null),
    summary: {
      ...sumOf(structs),
      lies: broken.filter(({ lie }) => lie).length,
      incidents: testee.incidents.length,
    },
    structures: structs,
    causes,
    disagreements,
    omitted,
    ambiguities: tallies.flatMap(({ ambiguities }) => ambiguities),
    notes: tallies.flatMap(({ notes }) => [...notes.values()]),
    claims: broken,
    incidents: testee.incidents,
  }
}

function claims({ hello }: Testee, { draft, struct }: Subject): boolean {
  return hello?.structs?.includes(struct) === true && hello.drafts?.includes(draft) !== false
}

/** @returns whether it came to the end */
async function askAll(testee: Testee, tallies: readonly Tally[], options: ConformanceOptions): Promise<boolean> {
  const work = casesOf(testee, tallies, options)
  let [cases, disagree] = [0, 0]
  const lane = async () => {
    for (let next = await work.next(); !next.done; next = await work.next()) {
      if (testee.givenUp !== undefined) return false
      const { tally, one } = next.value
      const judged = tally.foregone(one) ?? (await judgedBy(testee, tally, one))
      tally.add(one, judged)
      // Where nothing is asked, nothing would be waited for, Ctrl-C included.
      if (++cases % YIELD_AFTER === 0) await setImmediate()
      if (judged.kind === 'disagree') disagree++
      options.onCase?.({ cases, disagree, subject: tally.subject })
    }
    return true
  }
  const ends = await Promise.all(Array.from({ length: LANES }, lane))
  return ends.every(Boolean)
}

async function judgedBy(testee: Testee, tally: Tally, one: Case): Promise<Judgement> {
  const answer = await testee.ask(questionOf(one), () => tally.foregone(one) === undefined)
  const foregone = answer.kind === 'gone' ? tally.foregone(one) : undefined
  return foregone ?? judge(tally.subject.codec, one, answer)
}

async function* casesOf(
  testee: Testee,
  tallies: readonly Tally[],
  options: ConformanceOptions,
): AsyncGenerator<{ readonly tally: Tally; readonly one: Case }, void> {
  for (const tally of tallies) {
    const first = tally.claimed ? new Map<Case['op'], Judgement>() : await judgedFirst(testee, tally, options)
    if (first.size > 0 && [...first.values()].every(({ kind }) => kind === 'unsupported')) continue
    for (const one of casesAbout(tally, options)) {
      // Those that were asked to find out whether the structure is known are not asked again.
      if (first.has(one.op)) first.delete(one.op)
      else yield { tally, one }
    }
  }
}

function* casesAbout({ subject }: Tally, options: ConformanceOptions): Generator<Case, void> {
  yield* vectorCases(subject, options.vectors)
  yield* generatedCases(subject, options)
}

/** The first case in each direction of a structure that `hello` does not name: whether it is supported all the same. */
async function judgedFirst(
  testee: Testee,
  tally: Tally,
  options: ConformanceOptions,
): Promise<Map<Case['op'], Judgement>> {
  const first = new Map<Case['op'], Case>()
  for (const one of casesAbout(tally, options)) {
    if (!first.has(one.op)) first.set(one.op, one)
    if (first.size === 2) break
  }
  const judged = await Promise.all(
    [...first.values()].map(async (one) => [one, await judgedBy(testee, tally, one)] as const),
  )
  for (const [one, judgement] of judged) tally.add(one, judgement)
  return new Map(judged.map(([{ op }, judgement]) => [op, judgement]))
}

function sumOf(structs: readonly StructureResult[]) {
  const sum = { cases: 0, agree: 0, disagree: 0, skip: 0, ambiguous: 0, unjudged: 0, notes: 0 }
  for (const one of structs) {
    for (const name of ['cases', 'agree', 'disagree', 'skip', 'ambiguous', 'unjudged', 'notes'] as const) {
      sum[name] += one[name]
    }
  }
  return sum
}

async function records(testee: Testee, found: readonly Found[], signal: AbortSignal): Promise<DisagreementRecord[]> {
  const shrunk = new Map<string, number>()
  const listed: DisagreementRecord[] = []
  for (const { subject, group } of found) {
    const cause = causeOf({ ...group.one, ...group.disagreement })
    const before = shrunk.get(cause) ?? 0
    shrunk.set(cause, before + 1)
    const worthwhile = before < SHRUNK_BY_CAUSE && listed.length < MAX_SHRUNK
    const wanted = worthwhile && !signal.aborted && testee.givenUp === undefined
    listed.push(record(testee, group, wanted ? await smallest(testee, subject, group) : group))
  }
  return listed
}

interface Shown {
  readonly one: Case
  readonly disagreement: Disagreement
}

/** The smallest case that shows the same fault for the same reason, if perhaps in another field. */
async function smallest(testee: Testee, { codec }: Subject, group: Group): Promise<Shown> {
  const { fault, detail } = group.disagreement
  if (fault === 'hangs') return group
  let shown: Shown = group
  await shrink(codec, group.one, fault === 'dies' ? TRIES_WITH_DEATHS : TRIES, async (one) => {
    const judged = judge(codec, one, await testee.ask(questionOf(one)))
    if (judged.kind !== 'disagree' || judged.fault !== fault || judged.detail !== detail) return false
    shown = { one, disagreement: judged }
    return true
  })
  return shown
}

function record(
  { command }: Testee,
  { one: first, count, ids }: Group,
  { one, disagreement }: Shown,
): DisagreementRecord {
  const { draft, struct, op, source, vector } = one
  const { fault, detail, expected, actual, path, offset } = disagreement
  const foundIn = one === first ? {} : { foundIn: { id: first.vector.id, bytes: first.vector.bytes } }
  return {
    format: 'mimicry-disagreement/1',
    command,
    draft,
    struct,
    op,
    source,
    fault,
    detail,
    expected,
    actual,
    path,
    offset,
    count,
    ids,
    request: pasteLine(one),
    vector,
    ...foundIn,
  }
}
