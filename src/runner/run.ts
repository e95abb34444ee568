import type { Check } from '../check/define.js'
import type { Draft } from '../drafts/ids.js'
import { type Baseline, problemsOf } from './baseline.js'
import { DraftRun, type Shared } from './draft-run.js'
import type { EventSink, RunEvent } from './events.js'
import { shuffled } from './order.js'
import type { Summary } from './result.js'
import type { PlannedDraft, Selectable } from './select.js'
import type { Opening } from './session.js'
import { isUnexpected } from './status.js'
import { SummaryFold } from './summary.js'
import { version } from './version.js'

export interface RunOptions {
  /** What to run, as `select` gives it. */
  plan: readonly PlannedDraft<Check>[]
  /** How to reach the target of each planned draft. */
  open: Readonly<Partial<Record<Draft, Opening>>>
  /** Where events go besides the summary: the log, the console. */
  sinks?: readonly EventSink[]
  /** 1 by default. */
  seed?: number
  /** `random`: in an order that the seed decides. */
  order?: 'listed' | 'random'
  /** Checks at once per draft; 8 by default. */
  concurrency?: number
  /** Upper bound of a check's deadline, ms; two minutes by default. */
  timeoutMs?: number
  /** Begin no further check after the first that does not conform. */
  failFast?: boolean
  strict?: boolean
  /** Known verdicts; `checks` are all there are, selected or not, to tell stale entries. */
  baseline?: { file: string; content: Baseline; checks: readonly Pick<Selectable, 'id' | 'drafts'>[] }
  /** Aborted on Ctrl-C. */
  signal?: AbortSignal
  /** The command that runs a check again. */
  repeat?: (check: string, draft: Draft, seed: number) => string
}

export const defaults = { seed: 1, concurrency: 8, timeoutMs: 120_000 }

/**
 * Runs the planned checks, drafts side by side, and folds the events into a summary.
 *
 * Every way to end leaves an `end` event and therefore a summary in the sinks: also when opening a target throws, which
 * this function then rethrows.
 */
export async function runChecks(options: RunOptions): Promise<Summary> {
  const { seed = defaults.seed, strict = false, baseline, signal = new AbortController().signal } = options
  const plan = options.plan.filter(({ checks }) => checks.length > 0)
  const began = performance.now()
  const fold = new SummaryFold()
  const record = (event: RunEvent) => {
    for (const sink of [fold, ...(options.sinks ?? [])]) sink.record(event)
  }
  const atMs = () => Math.round(performance.now() - began)
  let stopped: string | undefined

  record({
    event: 'start',
    format: 'mimicry-events/1',
    version,
    seed,
    started: new Date().toISOString(),
    strict,
    plan: plan.map(({ draft, checks }) => ({ draft, checks: checks.map(({ id }) => id) })),
    ...(baseline && { baseline: baseline.file }),
  })
  if (baseline) {
    const today = new Date().toISOString().slice(0, 10)
    record({ event: 'baseline', problems: problemsOf(baseline.content, baseline.checks, plan, today) })
  }

  const shared: Shared = {
    concurrency: options.concurrency ?? defaults.concurrency,
    timeoutMs: options.timeoutMs ?? defaults.timeoutMs,
    signal,
    ...(baseline && { baseline: baseline.content }),
    stopped: () => stopped,
    repeat: (check, draft) => options.repeat?.(check, draft, seed) ?? repeatCommand('', check, draft, seed),
    onTarget: (target) => record({ event: 'target', ...target }),
    onBegin: (check, draft) => record({ event: 'begin', check, draft, atMs: atMs() }),
    onRemark: (text) => record({ event: 'remark', text }),
    onResult: (result) => {
      record({ event: 'check', atMs: atMs(), result })
      if (options.failFast && stopped === undefined && isUnexpected(result, strict)) {
        stopped = `not run: --fail-fast, after ${result.id} ended in ${result.verdict} in draft ${result.draft}`
      }
    },
  }

  const failures = await Promise.all(
    plan.map(({ draft, checks }) => {
      const ordered = options.order === 'random' ? shuffled(checks, seed) : checks
      return runDraft(new DraftRun(draft, ordered, shared), options.open[draft])
    }),
  )
  const failed = failures.find((failure) => failure !== undefined)
  record({ event: 'end', durationMs: atMs(), complete: !failed && !signal.aborted, interrupted: signal.aborted })
  if (failed) throw failed.error
  return fold.summary()
}

/** One draft's failure must not tear the others from their reports. */
async function runDraft(run: DraftRun, open: Opening | undefined): Promise<{ error: unknown } | undefined> {
  if (!open) return { error: new RangeError('a draft is planned for which no target is known') }
  try {
    await run.run(open)
    return undefined
  } catch (error) {
    return { error }
  }
}

/** `mimicry run URL --only ID --draft D --seed N`, as an implementer pastes it. */
export function repeatCommand(target: string, check: string, draft: Draft, seed: number): string {
  const words = ['npx mimicry run', target, `--only ${check}`, `--draft ${draft}`, `--seed ${seed}`]
  return words.filter((word) => word !== '').join(' ')
}
