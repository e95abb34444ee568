/** The campaign against a codec in this process: ours. */
import type { Batch, Campaign } from '../campaigns/campaign.js'
import { fieldOf } from '../testee/case.js'
import { generate } from '../generate.js'
import { CaseMaker, type CodecCase, type Mix, type Seed } from './cases.js'
import { causeOf, discoveryOf, judged } from './finding.js'
import { ours, type Answered, type Fault, type Functions } from './oracles.js'
import { sourceOf } from './source.js'
import type { Subject } from './subjects.js'

export interface OwnOptions {
  readonly subjects: readonly Subject[]
  /** Real objects to begin from. */
  readonly seeds: readonly Seed[]
  readonly functions?: Functions
  /** What makes this campaign another than one with other subjects. */
  readonly settings: Campaign['settings']
}

/** A case that takes so long, ms, hangs whoever has to read it. */
const SLOW_MS = 5000
/** Of so many values, one goes through JSON as well. */
const JSON_EVERY = 256
/** Each kind of case gets about as much time as the others: malformed ones cost ten times a value, changed ones a hundred. */
const MIX: Mix = { block: 1024, malformed: 32, mutated: 2 }

export function ownCampaign({ subjects, seeds, functions = ours, settings }: OwnOptions): Campaign {
  const known = new Set<string>()
  return {
    kind: 'codec',
    settings,
    batch: MIX.block,
    lanes: 1,
    run(batch) {
      const maker = new CaseMaker(subjects, sourceOf(batch, seeds, generate), MIX)
      const judge = (number: number): void => {
        const one = maker.make(number)
        const outcome = judged(one, functions, number % JSON_EVERY === 0)
        if ('fault' in outcome) tell(batch, number, one, outcome.fault)
        else if (one.kind === 'bytes') reach(batch, one, outcome.answer)
      }
      const ms = timed(() => {
        for (const number of batch.cases) judge(number)
      })
      if (ms > SLOW_MS)
        for (const number of batch.cases) if (isSlow(maker, number)) tell(batch, number, maker.make(number), SLOW)
    },
  }

  /** Making a case small takes long, and is needed once for each cause. */
  function tell(batch: Batch, number: number, one: CodecCase, fault: Fault): void {
    const cause = causeOf(one.subject, fault)
    const key = cause.join('\n')
    const { expected, actual } = fault
    const { draft } = one.subject
    if (known.has(key)) batch.found(number, { cause, draft, title: key, expected, actual, recipe: null })
    else batch.found(number, discoveryOf(one, fault, functions))
    known.add(key)
  }

  /** Judged once more by itself: a batch may have been slow because the machine had other things to do. */
  function isSlow(maker: CaseMaker, number: number): boolean {
    const one = maker.make(number)
    return timed(() => judged(one, functions, true)) > SLOW_MS
  }
}

const SLOW: Fault = { oracle: 'slow', expected: `an answer within ${SLOW_MS} ms`, actual: 'twice in a row none' }

function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** What is reached is an answer in a field: accepted after which kind of change, or refused with which code. */
function reach(batch: Batch, one: CodecCase & { kind: 'bytes' }, answer: Answered['answer']): void {
  const { draft, struct } = one.subject
  const what =
    answer === 'ok'
      ? `accepted ${one.origin.mutations.map(({ kind }) => kind).join('+')}`
      : `${answer.code} ${fieldOf(answer.path)}`
  const reached = `${draft} ${struct} ${what}`
  // Bytes that are accepted are worth beginning from; those that are refused have nothing to change but bytes.
  if (answer === 'ok') batch.reached(reached, () => ({ draft, struct, reached, bytes: one.bytes }))
  else batch.reached(reached)
}
