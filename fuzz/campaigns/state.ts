/** How far a campaign came, so that it can go on after a kill. */
import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../../src/codec/json.js'
import type { CampaignKind } from './campaign.js'
import type { Done, Shard } from './cases.js'

const STATE_FORMAT = 'mimicry-campaign/1'

/** What makes two starts the same campaign. */
export interface Identity {
  readonly kind: CampaignKind
  readonly version: string
  readonly seed: number
  readonly shard: Shard
  readonly batch: number
  readonly settings: Json
}

export interface State extends Identity {
  readonly format: typeof STATE_FORMAT
  /** Process that wrote it last. */
  readonly pid: number
  readonly started: string
  /** ms, over all starts. */
  readonly elapsedMs: number
  readonly done: Done
  /** Cases completed. */
  readonly cases: number
  readonly classes: readonly string[]
  /** How many of them the corpus did not know. */
  readonly newClasses: number
  /** Cases that showed a finding, by its name. */
  readonly findings: Readonly<Record<string, number>>
  readonly counted: Readonly<Record<string, number>>
  /** It came to its end: there is nothing to go on with. */
  readonly finished: boolean
}

export function stateText(state: Omit<State, 'format' | 'pid'>): string {
  return `${JSON.stringify({ format: STATE_FORMAT, pid: process.pid, ...state })}\n`
}

/** @throws SyntaxError for a text that is no state */
export function readState(text: string): State {
  const value: unknown = JSON.parse(text)
  if (!isState(value)) throw new SyntaxError(`it is no state of a campaign (${STATE_FORMAT})`)
  return value
}

/** Format, progress and what is counted over; the rest is compared or only shown. */
function isState(value: unknown): value is State {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== STATE_FORMAT) return false
  const needed = ['pid', 'started', 'elapsedMs', 'done', 'cases', 'classes', 'findings', 'counted', 'finished']
  return needed.every((name) => name in value) && 'classes' in value && Array.isArray(value.classes)
}

export function isSame(one: Identity, other: Identity): boolean {
  return isDeepStrictEqual(identityOf(one), identityOf(other))
}

/** As it is after a way through JSON. */
function identityOf({ kind, version, seed, shard, batch, settings }: Identity): unknown {
  return JSON.parse(JSON.stringify({ kind, version, seed, shard, batch, settings }))
}
