import type { Json } from '../../../src/codec/json.js'
import type { Answer } from '../../../src/peers/answer.js'
import { requestName } from '../../../src/peers/endpoints.js'
import type { Batch, Campaign, CorpusEntry } from '../campaign.js'
import { classOf } from './answer-class.js'
import { type Arena, reasonOf } from './arena.js'
import { byChance, refusedByChance } from './chance.js'
import { Docket } from './docket.js'
import type { Input, Made } from './input.js'
import { remembered } from './inquiry.js'
import { Places } from './places.js'
import { play, type Round } from './play.js'
import type { Schedule } from './schedule.js'
import type { Stage } from './stage.js'
import type { Watched } from './target.js'

/** Cases of a round. */
export const roundOf = 64
/** Rounds under way at once, and requests of each: most rounds are at what comes before them or after. */
const lanes = 12
const together = 2
/** How long a site is left alone that answers nothing any more, ms. */
const restMs = 60_000
/** Requests under way at once, of all rounds. */
const mostAtOnce = 16

export interface Parts {
  /** Where requests are sent, and whose each is. */
  readonly arenas: ReadonlyMap<Arena, Watched>
  readonly schedule: Schedule
  /** Sites that are not fuzzed, and why. */
  readonly skipped: Readonly<Record<string, string>>
  readonly settings: Json
}

export class EndpointCampaign implements Campaign {
  readonly kind = 'endpoint'
  readonly batch = roundOf
  readonly lanes = lanes
  private readonly docket = new Docket()
  private readonly places = new Places(mostAtOnce)
  /** What was sent of late to each site, oldest first. */
  private readonly past = new Map<Arena, readonly Input[]>()

  /** Since when a site answers nothing any more, ms as performance.now() counts. */
  private readonly silent = new Map<Arena, number>()

  constructor(private readonly parts: Parts) {}

  get settings(): Json {
    return this.parts.settings
  }

  /** Cases until everything that one change of a request can do has been done. */
  get planned(): number {
    return this.parts.schedule.length
  }

  /** A target that is gone, or answers nothing at any site, has nothing more to say. */
  over(): string | undefined {
    const { arenas } = this.parts
    if ([...arenas.values()].some(({ gone }) => gone)) return 'the target is gone'
    return [...arenas.keys()].every((arena) => this.rests(arena)) ? 'the target answers nothing any more' : undefined
  }

  private rests(arena: Arena): boolean {
    const since = this.silent.get(arena)
    return since !== undefined && performance.now() - since < restMs
  }

  async run(whole: Batch): Promise<void> {
    const rounds = new Map<number, number[]>()
    for (const number of whole.cases) {
      const round = Math.floor(number / roundOf)
      rounds.set(round, [...(rounds.get(round) ?? []), number])
    }
    for (const numbers of rounds.values()) if (this.over() === undefined) await this.round(numbers, whole)
  }

  private async round(numbers: readonly number[], whole: Batch): Promise<void> {
    const [first = 0] = numbers
    const { arena, malformed } = this.parts.schedule.blockOf(first)
    if (this.rests(arena)) return unsaid(arena, numbers, whole)
    const watched = this.parts.arenas.get(arena)
    const stage = watched && (await this.taken(arena, watched, whole))
    if (!stage) return
    const draw = malformed ? refusedByChance : byChance
    const inputs = await Promise.all(
      numbers.map(
        async (number) =>
          this.parts.schedule.inputOf(number) ?? draw(stage, arena.site.id, whole.random(number), whole.corpus),
      ),
    )
    let round: Round = { problems: [], sound: false, silent: false, unsent: [] }
    try {
      round = await play(stage, inputs, {
        rules: { draft: arena.draft, endpoint: arena.site.endpoint, slowMs: watched.slowMs(arena) },
        together,
        usual: arena.footing.usual,
        turn: () => whole.turn(),
        sending: (send) => this.places.within(send),
        counted: (what) => whole.counted(what),
        answered: (made, answer) => {
          watched.drift.answered(arena.site.endpoint, answer.exchange.durationMs)
          noveltyOf(arena, stage, made, answer, whole)
        },
      })
    } catch (error) {
      if (!whole.signal.aborted) whole.counted(`rounds that broke off at ${arena.name}: ${reasonOf(error)}`)
    } finally {
      arena.leave(stage, round.sound)
    }
    const left = new Set<Input | undefined>(round.unsent)
    const [sent, unsent] = [inputs.filter((input) => !left.has(input)), numbers.filter((_, at) => left.has(inputs[at]))]
    if (round.silent) this.silent.set(arena, performance.now())
    else if (round.sound) this.silent.delete(arena)
    try {
      await watched.drift.look()
      const past = this.past.get(arena) ?? []
      const shown = { arena, watched, inputs: sent, together, past, whole }
      for (const problem of round.problems) {
        const at = problem.made ? inputs.indexOf(problem.made.input) : 0
        await this.docket.lookInto(problem, { ...shown, number: numbers[at] ?? first })
      }
      this.past.set(arena, [...past, ...sent].slice(-remembered))
      if (round.silent) unsaid(arena, unsent, whole)
      else if (unsent.length > 0) await this.round(unsent, whole)
    } catch (error) {
      if (!whole.signal.aborted) whole.counted(`rounds that broke off at ${arena.name}: ${reasonOf(error)}`)
    }
  }

  private async taken(arena: Arena, watched: Watched, whole: Batch): Promise<Stage | null> {
    try {
      return await arena.take()
    } catch (error) {
      if (whole.signal.aborted) return null
      whole.counted(`rounds that could not be prepared at ${arena.name}: ${reasonOf(error)}`)
      await watched.isGone(whole.signal)
      return null
    }
  }

  async close(): Promise<Readonly<Record<string, Json>>> {
    const { arenas, skipped } = this.parts
    for (const arena of arenas.keys()) arena.close()
    const watched = [...new Set(arenas.values())]
    await Promise.all(watched.map(({ drift }) => drift.look(true)))
    const fuzzed = [...arenas.keys()].map(({ name, footing }): [string, Json] => {
      const about = footing.on === 'real' ? 'existing users and rooms' : `users and rooms nobody knows (${footing.why})`
      return [name, `${about}; a valid request is answered: ${footing.usual}`]
    })
    const drift = watched.map(({ target, drift: { summary } }): [string, Json] => [target.environment.draft, summary])
    return { fuzzed: Object.fromEntries(fuzzed), skipped, drift: Object.fromEntries(drift) }
  }
}

function unsaid(arena: Arena, numbers: readonly number[], whole: Batch): void {
  for (const _ of numbers) whole.counted(`not sent to ${arena.name}, which answered nothing any more`)
}

function noveltyOf(arena: Arena, { request }: Stage, made: Made, answer: Answer, whole: Batch): void {
  const reached = classOf(arena.name, answer)
  const { action, codec } = request
  const struct = action === null ? undefined : requestName(action)
  if (!codec || struct === undefined) return void whole.reached(reached)
  const { input, bytes } = made
  whole.reached(reached, (): CorpusEntry => ({
    draft: arena.draft,
    struct,
    endpoint: arena.site.id,
    reached,
    bytes,
    ...(input.mutations.length > 0 && !input.unusual && { mutations: input.mutations }),
  }))
}
