/** A problem that a round has shown, made to happen again on fresh state, with as little as will do. */
import { apply, shrink } from '../../mutate/index.js'
import { type Arena, reasonOf } from './arena.js'
import type { Input, Made } from './input.js'
import type { Oracle, Problem, Rules } from './judge.js'
import { play } from './play.js'
import type { Request } from './stage.js'

/** What is needed to see it, and what was seen. */
export interface Established {
  readonly arena: Arena
  readonly oracle: Oracle
  /** Everything that is to be sent to a fresh stage. */
  readonly inputs: readonly Input[]
  /** So many of them at once. */
  readonly together: number
  /** It takes many requests, whatever they are. */
  readonly history: boolean
  /** As it was seen the last time. */
  readonly problem: Problem
  /** The valid request of that stage; null where there was none. */
  readonly request: Request | null
  /** What was made of it, in the order of the answers. */
  readonly sent: readonly Made[]
}

/** Rounds that one inquiry may take, and how long, ms. */
const mostRounds = 60
const longestMs = 60_000

/** Inputs at once where overlapping is all that matters. */
const overlapping = 8

/** Requests of the past that are tried. */
export const remembered = 256

interface Seen extends Pick<Established, 'problem' | 'sent'> {
  readonly request: Request
  readonly inputs: readonly Input[]
}

export class Inquiry {
  private rounds = mostRounds
  private readonly until = performance.now() + longestMs

  constructor(
    private readonly arena: Arena,
    private readonly oracle: Oracle,
    private readonly rules: Omit<Rules, 'draft' | 'endpoint'>,
    private readonly turn: () => Promise<void>,
  ) {}

  /**
   * @param problem that a round of these inputs has shown, so many of them at once
   * @param past what was sent before to the same site, oldest first
   * @returns null where it does not happen again
   */
  async establish(
    { made }: Problem,
    round: readonly Input[],
    together: number,
    past: readonly Input[],
  ): Promise<Established | null> {
    if (made) {
      const alone = await this.again([made.input], 1)
      if (alone) return this.smaller(alone, 1)
      const copies = await this.again([{ ...made.input, copies: overlapping }], 1)
      if (copies) return this.established(copies, 1)
    }
    // That something else took its time was the machine's.
    if (this.oracle === 'slow-answer') return null
    for (const many of made ? [together] : [1, together]) {
      const all = await this.again(round, many)
      if (all) return this.fewer(all, many)
    }
    const history = [...past, ...round].slice(-remembered)
    const long = history.length > round.length ? await this.again(history, together) : null
    return long && this.shortest(long, together)
  }

  /** The same inputs on a fresh stage: for replays. */
  async repeat(inputs: readonly Input[], together: number, history: boolean): Promise<Established | null> {
    const seen = await this.again(inputs, together)
    return seen && this.established(seen, together, history)
  }

  /** One round on a fresh stage. @returns null where it does not happen there */
  private async again(inputs: readonly Input[], together: number, fresh = true): Promise<Seen | null> {
    if (this.rounds-- <= 0 || performance.now() > this.until) return null
    const { arena } = this
    let sound = false
    const stage = await arena.take({ fresh })
    try {
      const { site, draft, footing } = arena
      const sent: Made[] = []
      const round = await play(stage, inputs, {
        rules: { ...this.rules, draft, endpoint: site.endpoint },
        together,
        usual: footing.usual,
        turn: this.turn,
        answered: (made) => void (sent.includes(made) || sent.push(made)),
      })
      sound = round.sound
      const problem = round.problems.find(({ oracle }) => oracle === this.oracle)
      return problem ? { problem, inputs, request: stage.request, sent } : null
    } catch (error) {
      // Where nothing can be prepared any more, nothing can be shown.
      reasonOf(error)
      return null
    } finally {
      arena.leave(stage, sound)
    }
  }

  /** Half of the inputs, as often as one of the halves does; then one by one what is left. */
  private async fewer(seen: Seen, together: number): Promise<Established> {
    let best = seen
    let halved = true
    while (best.inputs.length > 1 && halved) {
      const middle = Math.ceil(best.inputs.length / 2)
      const first = await this.again(best.inputs.slice(0, middle), together)
      const found = first ?? (await this.again(best.inputs.slice(middle), together))
      halved = found !== null
      best = found ?? best
    }
    for (let at = 0; at < best.inputs.length && best.inputs.length > 1 && best.inputs.length <= 8;) {
      const found = await this.again(best.inputs.toSpliced(at, 1), together)
      if (found) best = found
      else at++
    }
    return best.inputs.length === 1 ? this.smaller(best, together) : this.established(best, together)
  }

  /** The end of a history that is long enough. */
  private async shortest(seen: Seen, together: number): Promise<Established> {
    let best = seen
    for (let cut = best.inputs.length >> 1; cut > 0; cut >>= 1) {
      const found = await this.again(best.inputs.slice(cut), together)
      if (found) best = found
    }
    return this.established(best, together, true)
  }

  /** One input that departs less from the valid request. */
  private async smaller(seen: Seen, together: number): Promise<Established> {
    let best = seen
    for (let found: Seen | null = best; found;) {
      found = null
      const [input] = best.inputs
      if (!input) break
      for (const candidate of simpler(input, best.request)) {
        found = await this.again([candidate], together, best.problem.made === null)
        if (found) break
      }
      best = found ?? best
    }
    return this.established(best, together)
  }

  private established(seen: Seen, together: number, history = false): Established {
    return { ...seen, arena: this.arena, oracle: this.oracle, together, history }
  }
}

/** The valid request itself. */
const plain: Input = { mutations: [] }

export function isPlain({ mutations, unusual, object, http, copies }: Input): boolean {
  return mutations.length === 0 && !unusual && object === undefined && http === undefined && copies === undefined
}

/** Inputs that say less, those that say least first. */
function* simpler(input: Input, { codec, body }: Request): Generator<Input, void> {
  const { mutations, unusual, resign, http, copies, ...rest } = input
  if (!isPlain(input)) yield plain
  if (http !== undefined && (mutations.length > 0 || unusual)) yield { ...rest, mutations: [], http }
  if (http !== undefined) yield { ...rest, mutations, unusual, resign, copies }
  if (copies !== undefined) yield { ...rest, mutations, unusual, resign, http }
  if (resign) yield { ...rest, mutations, unusual, http, copies }
  if (unusual && mutations.length > 0) {
    yield { ...rest, mutations, resign, http, copies }
    yield { ...rest, mutations: [], unusual, resign, http, copies }
  }
  if (!codec || unusual || !apply(codec, body, mutations)) return
  for (const fewer of shrink(codec, body, mutations)) yield { ...rest, mutations: fewer, resign, http, copies }
}
