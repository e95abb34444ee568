/** One round on a stage: inputs, and then the valid request that shows what they did. */
import { codecRequirement, weakened } from '../../../src/check/malformed-answer.js'
import { type Answer, describeAnswer, isEvaluated, outcomeOf } from '../../../src/peers/answer.js'
import type { Input, Made } from './input.js'
import { make } from './input.js'
import { judge, type Problem, type Rules } from './judge.js'
import { describeOutcome } from './outcome.js'
import { Silence } from './silence.js'
import { sendValid, type Stage } from './stage.js'

export interface How {
  readonly rules: Rules
  /** Inputs under way at once. */
  readonly together: number
  /** How the valid request fared at first. */
  readonly usual: string
  /** To be called before each request. */
  turn(): Promise<void>
  /** Sends when its turn has come; at once unless given. */
  sending?<T>(send: () => Promise<T>): Promise<T>
  /** Each input with its answer, and with whatever counts and is no finding. */
  answered?(made: Made, answer: Answer): void
  counted?(what: string): void
}

export interface Round {
  readonly problems: readonly Problem[]
  /** The stage can go on. */
  readonly sound: boolean
  /** Neither the last inputs nor the valid request were answered. */
  readonly silent: boolean
  /** Inputs that were not sent, since several before them were not answered. */
  readonly unsent: readonly Input[]
}

/**
 * @param inputs in the order in which they are sent
 * @throws what preparing the round throws; DOMException where the signal ends it
 */
export async function play(stage: Stage, inputs: readonly Input[], how: How): Promise<Round> {
  await stage.renew(inputs.every(isMalformed))
  const cases: Made[] = []
  for (const input of inputs) cases.push(...[await make(stage, input)].filter((made) => made !== null))
  const before = await stage.state?.()
  const problems: Problem[] = []
  const silence = new Silence()
  let touched = false
  const goesOn = () => !silence.lasts
  const left = await abreast(cases, how.together, goesOn, async (made) => {
    for (const answer of await sendAll(stage, made, how, silence)) {
      how.answered?.(made, answer)
      if (outcomeOf(answer) === 'accepted') {
        touched = true
        stage.taken?.(answer)
      }
      const { problem, counted } = judge(made, answer, how.rules)
      if (problem) problems.push(problem)
      if (counted !== undefined) how.counted?.(counted)
    }
  })
  stage.scene.signal.throwIfAborted()
  const unsent = left.map(({ input }) => input)
  if (problems.some(({ oracle }) => oracle === 'target-gone')) return { problems, sound: false, silent: false, unsent }
  const sound = await ending(stage, how, { before, touched, problems, hushed: silence.lasts })
  const silent = problems.some(isOfSilence)
  // What was not answered in the end says nothing about the inputs themselves.
  return {
    problems: problems.filter(({ oracle, made }) => !(silent && made && oracle === 'no-answer')),
    sound,
    silent,
    unsent,
  }
}

function isMalformed({ mutations, http }: Input): boolean {
  return http === undefined && mutations.length > 0
}

interface SoFar {
  readonly before: string | undefined
  readonly touched: boolean
  readonly problems: Problem[]
  /** The last inputs were not answered. */
  readonly hushed: boolean
}

/** What the round did. @returns whether the stage is as it was */
async function ending(stage: Stage, how: How, { before, touched, problems, hushed }: SoFar): Promise<boolean> {
  const found = problems.length
  let moved = false
  if (before !== undefined && !hushed && (!touched || stage.lasting)) {
    const after = await stage.state?.()
    moved = after !== undefined && after !== before
    if (after !== undefined && moved && !touched) {
      const expected = `${before}, as before`
      problems.push({ made: null, answer: null, oracle: 'state-changed', expected, actual: after })
    }
  }
  await how.turn()
  const { answer, lacking } = await stage.twin(!touched)
  stage.scene.signal.throwIfAborted()
  const outcome = outcomeOf(answer)
  if (outcome === 'overloaded') return false
  const silent = hushed && outcome === 'silent'
  const excused = stage.fragile !== undefined && touched && !silent
  const usual = describeOutcome(answer) === how.usual
  if (excused && (!usual || lacking)) return false
  const round = { made: null, answer }
  if (lacking && (usual || isEvaluated(answer))) {
    problems.push({ ...round, oracle: touched ? 'twin-without-effect' : 'state-changed', ...lacking })
  } else if (!usual) {
    const oracle = outcome === 'unreachable' ? 'target-gone' : silent ? 'no-answer' : 'twin-refused'
    const expected = `the valid request answered as before (${how.usual})`
    problems.push({ ...round, oracle, expected, actual: describeAnswer(answer) })
  }
  problems.push(...unreadableRequests(stage))
  return problems.length === found && !moved && !(touched && stage.fragile === 'at-once')
}

/** What the target itself sent, since the stage was opened, that is not as its draft has it. */
function unreadableRequests({ scene: { malformed } }: Stage): Problem[] {
  return malformed
    .filter(({ error }) => weakened(error) === undefined)
    .map(({ struct, error }) => ({
      oracle: 'unreadable-request',
      made: null,
      answer: null,
      requirement: codecRequirement(error),
      expected: `a ${struct} as the draft defines it`,
      actual: `${error.code}: ${error.message}`,
      path: error.path,
      offset: error.offset,
    }))
}

/** The valid request got no answer either. */
function isOfSilence({ oracle, made }: Problem): boolean {
  return oracle === 'no-answer' && made === null
}

/** Runs work over a list, so many at once, while it goes on. @returns what it has not come to */
async function abreast<T>(
  list: readonly T[],
  together: number,
  goesOn: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<T[]> {
  const waiting = [...list]
  const lane = async () => {
    while (goesOn()) {
      const item = waiting.shift()
      if (item === undefined) return
      await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(together, list.length) }, lane))
  return waiting
}

/** Copies beyond so many go one after the other. */
const mostAtOnce = 8

async function sendAll(
  stage: Stage,
  made: Made,
  { turn, rules, sending = (send) => send() }: How,
  silence: Silence,
): Promise<Answer[]> {
  const copies = Array.from({ length: made.input.copies ?? 1 }, (_, copy) => copy)
  const answers: Answer[] = []
  const goesOn = () => !stage.scene.signal.aborted && !silence.lasts
  await abreast(copies, mostAtOnce, goesOn, async () => {
    await turn()
    const answer = await sending(() => sendTwice(stage, made, rules.slowMs, silence))
    // What was given up says nothing.
    if (!stage.scene.signal.aborted) answers.push(answer)
  })
  return answers
}

/** What falls over once, or is slow once, may have been chance. */
async function sendTwice(stage: Stage, made: Made, slowMs: number, silence: Silence): Promise<Answer> {
  const answer = await send(stage, made)
  silence.heard(answer)
  const outcome = outcomeOf(answer)
  const again = outcome === 'dropped' || outcome === 'silent' || answer.exchange.durationMs > slowMs
  return again && !silence.lasts && !stage.scene.signal.aborted ? send(stage, made) : answer
}

/** Methods that carry no body. */
const bodiless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE'])

function send({ scene, request }: Stage, { bytes, variation, input }: Made): Promise<Answer> {
  const { action, about, codec, body } = request
  if (!variation && input.mutations.length === 0 && !input.unusual && input.object === undefined)
    return sendValid(scene, request)
  const options = { ...variation?.options?.(scene, request), anyAnswer: variation?.anyAnswer }
  if (action === null) return scene.peer.get(options.url ?? scene.target.directoryUrl, options)
  const empty = !codec || (options.method !== undefined && bodiless.has(options.method))
  return scene.peer.send(action, about, empty ? null : body, { ...options, ...(!empty && { tamper: () => bytes }) })
}
