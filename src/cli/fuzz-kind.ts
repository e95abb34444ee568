/** What `mimicry fuzz` and `mimicry replay` need of a kind of campaign. */
import type { Campaign, Discovery } from '../../fuzz/campaigns/campaign.js'
import type { FindingFile } from '../../fuzz/campaigns/finding-file.js'
import type { Arguments, Flag, Io } from './command.js'

/** What `fuzz-<kind>.ts` exports as `kind`. The words after `fuzz` are positional: the kind, then the target's URL. */
export interface FuzzKind {
  /** One line for the list of kinds. */
  readonly summary: string
  /** Usage lines without the leading `mimicry`, such as `fuzz endpoint [URL] [flags]`. */
  readonly usage: readonly string[]
  /** Those that only this kind has; the engine's are in fuzz.ts. */
  readonly flags: readonly Flag[]
  /**
   * Opens what the campaign needs.
   * @throws UsageError, or an error with `exitStatus` 2 or 3
   */
  open(args: Arguments, io: Io, seed: number): Promise<{ readonly campaign: Campaign; close(): Promise<void> }>
  /** Repeats a recorded finding; null when it did not happen again. */
  replay(finding: FindingFile, args: Arguments, io: Io): Promise<Discovery | null>
}
