/** What has been looked into, so that nothing is looked into again and again. */
import type { Batch, Discovery } from '../campaign.js'
import type { Arena } from './arena.js'
import { discoveryOf, kindOf } from './finding.js'
import type { Input } from './input.js'
import { type Established, Inquiry } from './inquiry.js'
import type { Problem } from './judge.js'
import type { Watched } from './target.js'

/** Findings of one oracle, endpoint and kind of change, and inquiries in vain, after which there are no more. */
const mostAlike = 6
const mostVain = 3

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

export class Docket {
  private readonly known = new Map<string, Discovery>()
  /** By oracle, endpoint and kind of change. */
  private readonly tried = new Map<string, { found: number; vain: number }>()

  /** Reports a problem that happens again on fresh state, and counts one that does not. */
  async lookInto(problem: Problem, shown: Shown): Promise<void> {
    const { arena, watched, inputs, number, whole } = shown
    const { oracle, made } = problem
    const { endpoint } = arena.site
    if (oracle === 'target-gone') {
      // There is nobody left to ask again.
      if (await watched.isGone(whole.signal)) whole.found(number, this.discovery(lastRequests(problem, shown), watched))
      else whole.counted(`not seen again: ${oracle} at ${endpoint}`)
      return
    }
    const place = [oracle, endpoint, made ? `${kindOf(made.input)} ${made.path ?? ''}` : ''].join(' ')
    const known = this.known.get(`${oracle} ${endpoint}`) ?? this.known.get(place)
    if (known) return whole.found(number, known)
    const tried = this.triedAlike([oracle, endpoint, made ? kindOf(made.input) : ''].join(' '))
    if (tried.found >= mostAlike || tried.vain >= mostVain) {
      return whole.counted(`further cases of ${oracle} at ${endpoint} that were not looked into`)
    }
    const inquiry = new Inquiry(arena, oracle, { slowMs: watched.slowMs(arena) }, () => whole.turn())
    const established = await inquiry.establish(problem, inputs, shown.together, shown.past)
    if (!established) {
      if (whole.signal.aborted) return
      tried.vain++
      return whole.counted(`not seen again: ${oracle} at ${endpoint}`)
    }
    tried.found++
    const discovery = this.discovery(established, watched)
    // Which input it is does not matter where it takes many: it comes again with any.
    this.known.set(established.history ? `${oracle} ${endpoint}` : place, discovery)
    whole.found(number, discovery)
  }

  private triedAlike(kind: string): { found: number; vain: number } {
    const tried = this.tried.get(kind) ?? { found: 0, vain: 0 }
    this.tried.set(kind, tried)
    return tried
  }

  private discovery(established: Established, { target }: Watched): Discovery {
    return discoveryOf(established, target.credentials)
  }
}

function lastRequests(problem: Problem, { arena, inputs, together }: Shown): Established {
  const what = inputs.map((input) => kindOf(input))
  return { arena, oracle: problem.oracle, inputs, together, history: true, problem, request: null, what }
}
