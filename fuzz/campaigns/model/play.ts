/** Plays whole stories, given ones and random ones, and shrinks those that break. */
import fc from 'fast-check'
import type { Environment } from '../../../src/check/environment.js'
import { Skip } from '../../../src/peers/preparation.js'
import type { Random } from '../../random.js'
import { itemOf, type Theme } from './arbitrary.js'
import { Broken, Chronicle } from './chronicle.js'
import { simpler } from './shrink.js'
import { Abandoned, noAnswer, openStage } from './stage.js'
import type { Item } from './step.js'
import { atTheSameTime, tellItem } from './tell.js'

export interface PlayOptions {
  readonly environment: Environment
  readonly signal: AbortSignal
  /** Waits for the campaign's turn, before each request. */
  readonly turn?: () => Promise<void>
  /** Is told each class of what can happen that was reached. */
  readonly reached?: (what: string) => void
}

/** What was done, and what broke. */
export interface BrokenStory {
  readonly items: readonly Item[]
  readonly lines: readonly string[]
  readonly broken: Broken
}

/** What came of a story: nothing to complain of, something, or nothing because it could not be played. */
export type Played = { readonly found: BrokenStory | null } | { readonly abandoned: string }

/** Plays a story on a stage of its own. @throws the signal's reason when it was interrupted */
async function onStage(options: PlayOptions, play: (chronicle: Chronicle) => Promise<void>): Promise<Played> {
  const { environment, signal, turn = () => Promise.resolve(), reached } = options
  const stage = openStage(environment, signal, turn)
  const chronicle = new Chronicle(stage, reached)
  try {
    await play(chronicle)
    await chronicle.settle()
    return { found: null }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Broken)
      return { found: { items: [...chronicle.items], lines: [...chronicle.lines], broken: error } }
    if (error instanceof Abandoned || error instanceof Skip) return { abandoned: error.message }
    if (stage.signal.aborted) return { abandoned: 'the story took too long' }
    throw error
  } finally {
    stage.close()
  }
}

/** Plays these items; what happens at the same time is tried so often when it ends well. */
export function playAgain(items: readonly Item[], options: PlayOptions, tries = 1): Promise<Played> {
  const parallel = items.some((item) => item.do === 'together')
  return repeatedly(parallel ? tries : 1, options, async (chronicle) => {
    for (const item of items) await chronicle.play(item)
  })
}

async function repeatedly(
  tries: number,
  options: PlayOptions,
  play: (chronicle: Chronicle) => Promise<void>,
): Promise<Played> {
  let played = await onStage(options, play)
  for (let tried = 1; tried < tries && 'found' in played && !played.found; tried++)
    played = await onStage(options, play)
  return played
}

/** Most items of a story. */
const longest = 14
/** Most stories that are played to shorten one: by fast-check, and then by hand. */
const mostShrinks = { byCommands: 30, inAll: 80 }
/** ms for all of that. */
const shrinkMs = 45_000
/** How often each is tried in which things happen at the same time: they need not break every time. */
const shrinkTries = 3

export interface RandomOptions extends PlayOptions {
  /** Whether it is known already what breaks in this way: then the story is not shrunk. */
  readonly known?: (cause: string) => boolean
  /** Whether the target is restarted in it: then nobody else may need the target meanwhile. */
  readonly restarts?: boolean
}

/** Plays a random story. What it finds is shrunk to the shortest story that breaks in the same way. */
export async function playRandom(theme: Theme, random: Random, options: RandomOptions): Promise<Played> {
  const shrinking = new Shrinking({ ...options, reached: undefined })
  const commands = fc.commands([itemOf(theme, random, options.restarts === true).map((item) => new Play(item))], {
    maxCommands: longest,
    size: 'max',
  })
  let first: Played | null = null
  const property = fc.asyncProperty(fc.noBias(commands), async (story) => {
    const play = (chronicle: Chronicle) => fc.asyncModelRun(() => ({ model: chronicle, real: chronicle }), story)
    if (!first) {
      first = await onStage(options, play)
      const found = 'found' in first ? first.found : null
      // A connection that ends between two requests is nothing yet: it has to happen again.
      if (found?.broken.breach.rule === noAnswer && !(await breaksAgain(found, options)))
        first = { abandoned: 'a request got no answer, once' }
      if (!found || 'abandoned' in first || options.known?.(causeOf(found))) return
      shrinking.begin(found)
      throw found.broken
    }
    if (shrinking.played >= mostShrinks.byCommands) return
    const parallel = [...story].some((command) => String(command).startsWith(atTheSameTime))
    const broken = await shrinking.breaks((shrink) => repeatedly(parallel ? shrinkTries : 1, shrink, play))
    if (broken) throw broken
  })
  const { errorInstance } = await fc.check(property, { seed: random.uint32(), numRuns: 1, ...quiet })
  const found = await shrinking.finish()
  if (found) return { found }
  if (!first) throw errorInstance
  return first
}

async function breaksAgain(story: BrokenStory, options: PlayOptions): Promise<boolean> {
  const again = await playAgain(story.items, { ...options, reached: undefined })
  return 'found' in again && again.found !== null && causeOf(again.found) === causeOf(story)
}

const quiet = { verbose: fc.VerbosityLevel.None }

/** Looks for shorter stories that break in the same way as the first one. */
class Shrinking {
  played = 0
  private shortest: BrokenStory | null = null
  private until = 0

  constructor(private readonly options: PlayOptions) {}

  begin(found: BrokenStory): void {
    this.shortest = found
    this.until = Date.now() + shrinkMs
  }

  /** @returns how it broke; null when it did not, or in another way, or when there is no time to see */
  async breaks(play: (options: PlayOptions) => Promise<Played>): Promise<Broken | null> {
    const { shortest } = this
    if (!shortest || this.played >= mostShrinks.inAll || Date.now() > this.until) return null
    const outcome = await play(this.options)
    this.played++
    if (!('found' in outcome) || !outcome.found || causeOf(outcome.found) !== causeOf(shortest)) return null
    this.shortest = outcome.found
    return outcome.found.broken
  }

  /** What fast-check leaves: things that need not happen at the same time, and whatever it had no time for. */
  async finish(): Promise<BrokenStory | null> {
    for (let before: BrokenStory | null = null; before !== this.shortest;) {
      before = this.shortest
      for (const items of simpler(before?.items ?? []))
        if (await this.breaks((options) => playAgain(items, options, shrinkTries))) break
    }
    return this.shortest
  }
}

/** What makes two broken stories the same. */
export function causeOf({ broken: { breach, at } }: BrokenStory): string {
  return `${breach.rule} ${at}`
}

/** An item as fast-check's command: it can always be tried, and does nothing where it makes no sense. */
class Play implements fc.AsyncCommand<Chronicle, Chronicle> {
  constructor(readonly item: Item) {}

  check(): boolean {
    return true
  }

  run(_: Chronicle, chronicle: Chronicle): Promise<void> {
    return chronicle.play(this.item)
  }

  toString(): string {
    return tellItem(this.item)
  }
}
