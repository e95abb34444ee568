/** What has been looked into, so that nothing is looked into again and again. */
import type { Batch, Discovery } from '../campaign.js'
import type { Arena } from './arena.js'
import { discoveryOf, kindOf, placesOf, withoutIndices } from './finding.js'
import type { Input, Made } from './input.js'
import { type Established, Inquiry, isPlain, remembered } from './inquiry.js'
import type { Problem } from './judge.js'
import type { Watched } from './target.js'

/** Findings of one oracle, endpoint and kind of change, inquiries in vain, and those that only showed again what is known. */
const mostAlike = 6
const mostVain = 3
const mostAgain = 24
/** Findings of one oracle and endpoint that only the whole of a round has shown, which takes long to look into. */
const mostOfRounds = 2

/** The round that showed a problem. */
export interface Shown {
  readonly arena: Arena
  readonly watched: Watched
  readonly inputs: readonly Input[]
  readonly together: number
  /** What was sent before to the same site, oldest first. */
  readonly past: readonly Input[]
  /** Number of the case, or of the first of the round. */
  readonly number: number
  readonly whole: Batch
}

/** A finding, and the input that it comes from; null where it takes many, whatever they are. */
interface Known {
  readonly discovery: Discovery
  readonly input: Input | null
}

/** How inquiries ended. */
interface Tried {
  found: number
  vain: number
  again: number
}

export class Docket {
  /** By oracle and endpoint. */
  private readonly known = new Map<string, Known[]>()
  /** By oracle, endpoint and kind of change. */
  private readonly tried = new Map<string, Tried>()

  /** Reports a problem that happens again on fresh state, and counts one that does not. */
  async lookInto(problem: Problem, shown: Shown): Promise<void> {
    const { arena, watched, number, whole } = shown
    const { oracle, made } = problem
    const place = `${oracle} at ${arena.site.endpoint}`
    if (oracle === 'target-gone') {
      // There is nobody left to ask again.
      if (await watched.isGone(whole.signal)) whole.found(number, this.discovery(lastRequests(problem, shown), watched))
      else whole.counted(`not seen again: ${place}`)
      return
    }
    const same = this.known.get(place)?.find(({ input }) => input === null || (made && isAlike(input, made)))
    if (same) return whole.found(number, same.discovery)
    if (oracle === 'no-answer' && !made) {
      // To ask again would take as long, and end as this has.
      const discovery = this.discovery(lastRequests(problem, shown), watched)
      this.known.set(place, [{ discovery, input: null }])
      return whole.found(number, discovery)
    }
    const tried = this.triedAlike(`${place} ${made ? kindOf(made) : ''}`)
    if (tried.found >= (made ? mostAlike : mostOfRounds) || tried.vain >= mostVain || tried.again >= mostAgain)
      return whole.counted(`further cases of ${place} that were not looked into`)
    // Until it is known: other rounds may well show the same meanwhile.
    tried.found++
    const established = await this.established(problem, shown)
    if (!established) {
      tried.found--
      if (whole.signal.aborted) return
      tried.vain++
      return whole.counted(`not seen again: ${place}`)
    }
    const discovery = this.discovery(established, watched)
    const known = this.known.get(place) ?? []
    if (known.some(({ discovery: { cause } }) => cause.join(' ') === discovery.cause.join(' '))) {
      tried.found--
      tried.again++
    }
    const [input = null, ...others] = established.inputs
    const always = established.history || (input && others.length === 0 && isPlain(input))
    if (always) this.known.set(place, [{ discovery, input: null }])
    else if (others.length === 0 && established.problem.made) this.known.set(place, [...known, { discovery, input }])
    whole.found(number, discovery)
  }

  private established(problem: Problem, { arena, watched, inputs, together, past, whole }: Shown) {
    const inquiry = new Inquiry(arena, problem.oracle, { slowMs: watched.slowMs(arena) }, () => whole.turn())
    return inquiry.establish(problem, inputs, together, past)
  }

  private triedAlike(kind: string): Tried {
    const tried = this.tried.get(kind) ?? { found: 0, vain: 0, again: 0 }
    this.tried.set(kind, tried)
    return tried
  }

  private discovery(established: Established, { target }: Watched): Discovery {
    return discoveryOf(established, target.credentials)
  }
}

/**
 * Whether what an input has shown is known from another one: chance has changed the same field, among others; of what is
 * done in order, each value and each fault of a field is looked into by itself.
 */
function isAlike(known: Input, { input }: Made): boolean {
  if (known.http !== input.http && known.http !== undefined) return false
  if (known.object !== input.object) return false
  const [mine, others] = [placesOf(known), placesOf(input)].map((places) => places.map(withoutIndices))
  const inOrder =
    input.unusual !== undefined || (input.mutations.length === 1 && input.mutations[0]?.kind === 'malform')
  if (inOrder)
    return JSON.stringify([known.unusual, known.mutations]) === JSON.stringify([input.unusual, input.mutations])
  return mine !== undefined && mine.length > 0 && mine.every((place) => others?.some((other) => within(place, other)))
}

/** Whether one of the fields is the other one or inside of it. */
function within(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

function lastRequests(problem: Problem, { arena, past, inputs: round, together }: Shown): Established {
  const inputs = [...past, ...round].slice(-remembered)
  return { arena, oracle: problem.oracle, inputs, together, history: true, problem, request: null, sent: [] }
}
