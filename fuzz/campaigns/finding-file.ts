import type { CampaignKind, Discovery } from './campaign.js'

/** A finding on disk: what is read by people, by `mimicry replay`, and by whoever gathers the findings of many nights. */
export interface FindingFile extends Omit<Discovery, 'body'> {
  readonly format: 'mimicry-finding/1'
  /** Version of Mimicry that found it. */
  readonly version: string
  readonly kind: CampaignKind
  readonly seed: number
  /** Number of the first case that showed it. */
  readonly firstCase: number
  /** Cases that showed it, as far as the campaign came. */
  readonly count: number
  readonly found: string
  /** The command that repeats it. */
  readonly replay: string
  /** File with the body, beside this one. */
  readonly bodyFile?: string
}
