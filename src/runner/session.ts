/** A target in one draft, connected: what the engine needs of it, so that it can be tested with one made up. */
import type { Check } from '../check/define.js'
import type { Finding } from '../check/finding.js'
import type { EvaluateOptions, Evaluation } from '../check/verdict.js'
import type { Draft } from '../drafts/ids.js'
import type { Timing } from '../target/driver/contract.js'

export interface Session {
  readonly draft: Draft
  readonly domain: string
  /** URL of the target's directory. */
  readonly directory: string
  readonly timing: Required<Timing>
  /** GET of the directory: null when any HTTP answer came, else why not. */
  probe(signal?: AbortSignal): Promise<string | null>
  evaluate(check: Check, options: EvaluateOptions): Promise<Evaluation>
  /** What was to stay away and has come after its check had ended. */
  late(): { check: string; finding: Finding }[]
  close(): Promise<void>
}

/** No TCP, no TLS session or no HTTP answer: nothing can be judged. */
export interface Unreachable {
  readonly draft: Draft
  readonly domain: string
  readonly directory: string
  readonly unreachable: string
}

/** Connects to the target of one draft; a rejection is wrong use, a wrong configuration or Mimicry's own fault. */
export type Opening = (signal: AbortSignal) => Promise<Session | Unreachable>
