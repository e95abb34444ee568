/** What a kind of campaign is to the engine that runs it. */
import type { Json } from '../../src/codec/json.js'
import type { Draft } from '../../src/drafts/ids.js'
import type { Mutation } from '../mutate/mutation.js'
import type { Random } from '../random.js'

export type CampaignKind = 'codec' | 'endpoint' | 'model'

/** Something wrong, as one case showed it. */
export interface Discovery {
  /** What makes two of them the same, most general first: `['server-error', 'keyMaterial', 'length-overrun']`. */
  readonly cause: readonly string[]
  readonly draft: Draft
  /** One line. */
  readonly title: string
  readonly expected: string
  readonly actual: string
  /** Catalogue id, where one is broken. */
  readonly requirement?: string
  readonly path?: string
  readonly offset?: number
  /** Everything that repeating it needs. */
  readonly recipe: Json
  /** A command line that sends it without Mimicry; `body.bin` in it is the file of `body`. */
  readonly curl?: string
  readonly body?: Uint8Array
  /** What was done, a line each, for what takes more than one request. */
  readonly steps?: readonly string[]
  readonly notes?: readonly string[]
}

/** An input that reached something new, kept to begin from later. */
export interface CorpusEntry {
  readonly draft: Draft
  readonly struct: string
  /** The endpoint that it was sent to; absent for a codec. */
  readonly endpoint?: string
  /** What it was the first to reach. */
  readonly reached: string
  readonly bytes: Uint8Array
  /** How it departs from a valid request, where that can be made anew about other users. */
  readonly mutations?: readonly Mutation[]
}

/** The entries so far. */
export interface Corpus {
  readonly size: number
  /** Some entry that fits, or undefined. */
  pick(random: Random, fits?: (entry: CorpusEntry) => boolean): CorpusEntry | undefined
}

/** Cases to be made and judged, and where to say what they showed. */
export interface Batch {
  /** Numbers of the cases, from 0. */
  readonly cases: readonly number[]
  readonly signal: AbortSignal
  readonly corpus: Corpus
  /** The generator of a case. */
  random(number: number): Random
  /** Waits for the campaign's rate limit; to be called before each request. */
  turn(): Promise<void>
  /** A case reached this class. @returns whether it was new; `entry` then joins the corpus */
  reached(reached: string, entry?: () => CorpusEntry): boolean
  found(number: number, discovery: Discovery): void
  /** Something to be counted in the summary that is no finding. */
  counted(what: string): void
}

/** One kind of campaign: it makes cases and judges them. The engine counts, limits, keeps, resumes and reports. */
export interface Campaign {
  readonly kind: CampaignKind
  /** What makes it this campaign and no other; a campaign is resumed only with the same. */
  readonly settings: Json
  /** Cases of one batch. */
  readonly batch: number
  /** Batches under way at once. */
  readonly lanes: number
  run(batch: Batch): void | Promise<void>
  /** Why nothing more can be learnt, such as that what is fuzzed is gone: the campaign ends early, with what it has. */
  over?(): string | undefined
  /** At the end, or when it is interrupted: what else the summary should say, such as drift of memory and latency. */
  close?(): Promise<Readonly<Record<string, Json>>>
}
