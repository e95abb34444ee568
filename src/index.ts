/**
 * Mimicry as a library.
 *
 * ```ts
 * import { run, report } from 'mimicry'
 *
 * const summary = await run({ url: 'https://a.example', draft: '06', driver: { url: 'http://127.0.0.1:8080/' } })
 * console.log(summary.exitStatus, await report('markdown', summary))
 * ```
 *
 * Everything exported here is stable within a major version; paths below `mimicry/dist` are not.
 *
 * @module
 */
import { runPrepared } from './cli/embedded.js'
import { prepare, type RunConfiguration } from './cli/prepare.js'
import type { RunEvent } from './runner/events.js'
import type { Summary } from './runner/result.js'

export interface RunHooks {
  /** Ends the run early: what is finished is in the summary. */
  signal?: AbortSignal
  /** Each event as it happens. */
  onEvent?: (event: RunEvent) => void
  /** `random`: in an order that the seed decides; `listed` unless given. */
  order?: 'listed' | 'random'
  /** Begin no further check after the first that does not conform. */
  failFast?: boolean
}

/**
 * Runs checks and sums up; writes nothing. Without a target in the configuration the reference provider is started and
 * tested over real mutual TLS.
 *
 * @throws an Error with `exitStatus` 2 for a configuration that cannot be used; its message says what to do
 */
export async function run(configuration: RunConfiguration = {}, hooks: RunHooks = {}): Promise<Summary> {
  const { onEvent, ...options } = hooks
  return runPrepared(await prepare(configuration), {
    ...options,
    ...(onEvent && { sinks: [{ record: onEvent }] }),
  })
}

export { report, reportFiles } from '../reports/index.js'
export { checks } from '../suites/index.js'
export type { Check } from './check/define.js'
export type { Finding, Verdict } from './check/finding.js'
export type { RunConfiguration } from './cli/prepare.js'
export {
  type Codec,
  CodecError,
  decode,
  encode,
  type ErrorCode,
  fromJson,
  type Span,
  spans,
  toJson,
  tryDecode,
} from './codec/index.js'
export { catalogue as requirements, type Requirement } from './drafts/catalogue.js'
export { type Draft, drafts } from './drafts/ids.js'
export type { RunEvent } from './runner/events.js'
export type { CheckResult, ReportedExchange, ReportedFinding, Summary } from './runner/result.js'
export { version } from './runner/version.js'
export { structures } from './wire/index.js'
