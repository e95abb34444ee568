/** Which case is what: first everything that one change can do, each part of it at every endpoint; then chance. */
import { Random } from '../../random.js'
import type { Arena } from './arena.js'
import type { Input } from './input.js'
import { type Plan, shuffled } from './plan.js'

/** What one round sends: some inputs, and by chance what is missing to a round. */
export interface Block {
  readonly arena: Arena
  readonly inputs: readonly Input[]
  /** Nothing but what has to be refused, also by chance: only then can it be told that refusals change nothing. */
  readonly malformed: boolean
}

export class Schedule {
  private readonly blocks: readonly Block[]

  /**
   * @param size cases of a round
   * @throws RangeError where there is no arena
   */
  constructor(
    private readonly arenas: readonly Arena[],
    plans: readonly Plan[],
    private readonly seed: number,
    private readonly size: number,
  ) {
    if (arenas.length === 0) throw new RangeError('there is nothing to fuzz')
    this.blocks = [0, 1, 2].flatMap((stretch) => {
      const blocks = arenas.flatMap((arena, at) => {
        const part = plans[at]?.[stretch]
        const lists = part ? [part.malformed, part.unusual] : []
        return lists.flatMap((inputs) =>
          chunks(inputs, size).map((some) => ({ arena, inputs: some, malformed: inputs === part?.malformed })),
        )
      })
      return shuffled(blocks, new Random(seed, 1 + stretch))
    })
  }

  /** Cases until everything that one change can do has been done. */
  get length(): number {
    return this.blocks.length * this.size
  }

  blockOf(number: number): Block {
    const at = Math.floor(number / this.size)
    const planned = this.blocks[at]
    if (planned) return planned
    const random = new Random(this.seed, at)
    return { arena: random.pick(this.arenas), inputs: [], malformed: random.below(4) === 0 }
  }

  /** The planned input of a case; null where it is left to chance. */
  inputOf(number: number): Input | null {
    return this.blockOf(number).inputs[number % this.size] ?? null
  }
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size))
}
