import type { Identity } from './state.js'

/** A campaign as it happens: lines of `events.jsonl`, and of `--json`. */
export type CampaignEvent =
  | ({
      readonly event: 'start'
      readonly format: 'mimicry-fuzz-events/1'
      readonly started: string
      readonly resumedAfter: number
    } & Identity)
  | { readonly event: 'remark'; readonly text: string }
  /** `batch` is its first case. */
  | { readonly event: 'class'; readonly batch: number; readonly reached: string }
  | {
      readonly event: 'finding'
      readonly case: number
      readonly cause: readonly string[]
      readonly title: string
      readonly file: string
    }
  | ({ readonly event: 'progress' } & Progress)
  | { readonly event: 'end'; readonly complete: boolean; readonly exitStatus: number }

export interface Progress {
  readonly elapsedMs: number
  readonly cases: number
  /** Cases of this shard in all; undefined where only time bounds them. */
  readonly of: number | undefined
  /** Of the last seconds. */
  readonly perSecond: number
  readonly classes: number
  readonly findings: number
}
