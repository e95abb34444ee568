/** One site in one draft: its stages, ready to be used again. */
import type { Environment } from '../../../src/check/environment.js'
import type { Draft } from '../../../src/drafts/ids.js'
import { outcomeOf } from '../../../src/peers/answer.js'
import { Skip } from '../../../src/peers/preparation.js'
import { DriverFailure } from '../../../src/target/driver/contract.js'
import { openScene } from './scene.js'
import { describeOutcome } from './outcome.js'
import type { Site, Stage } from './stage.js'

/** Rounds after which a stage is left for a new one: its rooms and inboxes grow. */
const mostRounds = 24

/** Stages that wait to be used again. */
const mostIdle = 8

/** How the requests of a site can be made. */
export type Footing =
  | { readonly on: 'real'; readonly usual: string }
  /** About users or rooms that nobody knows, and why. */
  | { readonly on: 'unknown'; readonly usual: string; readonly why: string }

export class Arena {
  private readonly idle: { stage: Stage; rounds: number }[] = []
  private readonly waiting: ((freed: void) => void)[] = []
  private readonly rounds = new WeakMap<Stage, number>()
  private opened = 0
  private inUse = 0

  private constructor(
    readonly site: Site,
    readonly environment: Environment,
    private readonly signal: AbortSignal,
    readonly footing: Footing,
    first: Stage,
  ) {
    this.idle.push({ stage: first, rounds: 0 })
    this.opened = 1
  }

  /**
   * Prepares the first stage and sends a valid request.
   * @returns why there is nothing to fuzz, where neither can be had
   */
  static async open(site: Site, environment: Environment, signal: AbortSignal): Promise<Arena | string> {
    try {
      const { stage, usual } = await begin(site, (scene) => site.prepare(scene), environment, signal)
      return new Arena(site, environment, signal, { on: 'real', usual }, stage)
    } catch (error) {
      const why = reasonOf(error)
      const { unknown } = site
      if (!unknown) return why
      try {
        const { stage, usual } = await begin(site, unknown, environment, signal)
        return new Arena(site, environment, signal, { on: 'unknown', usual, why }, stage)
      } catch (second) {
        return reasonOf(second)
      }
    }
  }

  get draft(): Draft {
    return this.environment.draft
  }

  /** `06 update/commit`. */
  get name(): string {
    return `${this.draft} ${this.site.id}`
  }

  /**
   * A stage for one who uses it alone.
   * @param fresh one on which nothing has been sent, where that can be had
   * @throws Skip, DriverFailure where none can be prepared
   */
  async take({ fresh = false } = {}): Promise<Stage> {
    const kept = this.idle.at(-1)
    if (kept && !fresh && kept.rounds < mostRounds) return this.use(this.idle.pop()?.stage ?? kept.stage)
    try {
      const stage = await this.prepare(++this.opened)
      if (kept && kept.rounds >= mostRounds && this.idle.at(-1) === kept) this.idle.pop()?.stage.scene.close()
      return this.use(stage)
    } catch (error) {
      reasonOf(error)
      this.signal.throwIfAborted()
      // Accounts may run out: then what there is has to do, as soon as it is free. Nobody waits here who has a stage.
      while (this.idle.length === 0 && this.inUse > 0) await new Promise<void>((freed) => this.waiting.push(freed))
      const [old] = this.idle.splice(-1)
      if (!old) throw error
      return this.use(old.stage)
    }
  }

  /** Gives a stage back. @param sound it may be used again */
  leave(stage: Stage, sound: boolean): void {
    this.inUse--
    if (sound && this.idle.length < mostIdle) this.idle.push({ stage, rounds: this.roundsOf(stage) + 1 })
    else stage.scene.close()
    this.rounds.set(stage, this.roundsOf(stage) + 1)
    for (const wake of this.waiting.splice(0)) wake()
  }

  close(): void {
    for (const { stage } of this.idle.splice(0)) stage.scene.close()
  }

  private use(stage: Stage): Stage {
    this.inUse++
    return stage
  }

  private roundsOf(stage: Stage): number {
    return this.rounds.get(stage) ?? 0
  }

  private async prepare(number: number): Promise<Stage> {
    const { site, environment, signal, footing } = this
    const scene = openScene(environment, `${site.id}/${number}`, signal)
    try {
      const prepare = footing.on === 'real' ? site.prepare : (site.unknown ?? site.prepare)
      return await prepare.call(site, scene)
    } catch (error) {
      scene.close()
      throw error
    }
  }
}

async function begin(
  site: Site,
  prepare: Site['prepare'],
  environment: Environment,
  signal: AbortSignal,
): Promise<{ stage: Stage; usual: string }> {
  const scene = openScene(environment, `${site.id}/1`, signal)
  try {
    const stage = await prepare.call(site, scene)
    const { action, about } = stage.request
    // What its directory lacks is not fuzzed.
    if (action !== null) scene.target.url(action, about)
    await stage.renew(true)
    const { answer } = await stage.twin(true)
    if (outcomeOf(answer) === 'unreachable') throw new Skip('the target cannot be reached there')
    return { stage, usual: describeOutcome(answer) }
  } catch (error) {
    scene.close()
    throw error
  }
}

/** Why there is no stage. @throws the error where it is none of the target's or its driver's */
export function reasonOf(error: unknown): string {
  if (error instanceof Skip || error instanceof DriverFailure) return error.message
  throw error
}
