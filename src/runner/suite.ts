import type { Check } from '../check/define.js'
import type { Draft } from '../drafts/ids.js'
import type { TargetConfiguration } from '../target/configuration.js'
import { openTarget } from './open.js'
import { type OpenOptions, TargetError } from './open-environment.js'
import type { Summary } from './result.js'
import { defaults, repeatCommand, runChecks, type RunOptions } from './run.js'
import { select, type Selection } from './select.js'
import type { Opening } from './session.js'

export interface SuiteOptions extends Omit<RunOptions, 'plan' | 'open' | 'baseline' | 'repeat'> {
  /** Every check there is; `selection` takes some of them. */
  checks: readonly Check[]
  /** The target in each draft. */
  targets: readonly TargetConfiguration[]
  selection?: Selection
  baseline?: Pick<NonNullable<RunOptions['baseline']>, 'file' | 'content'>
  /** What `mimicry run` is to be followed by in the command that repeats a check: URL and flags. */
  repeat?: string
  onLog?: OpenOptions['onLog']
}

/**
 * Runs the selected checks against the targets and sums up.
 *
 * Drafts that nobody declared are left out where the target's driver does not speak them.
 * @throws SelectionError when nothing is selected, TargetError for a draft asked for that the target does not speak
 */
export async function runSuite(options: SuiteOptions): Promise<Summary> {
  const { checks, targets, selection } = options
  const { timeoutMs = defaults.timeoutMs } = options
  const signal = options.signal ?? new AbortController().signal
  const plan = select(
    checks,
    targets.map(({ draft }) => draft),
    selection,
  )
  const wanted = targets.filter(({ draft }) => plan.some((one) => one.draft === draft && one.checks.length > 0))
  const openings: Partial<Record<Draft, Opening>> = {}
  const unspoken: string[] = []
  const wrong: TargetError[] = []
  await Promise.all(
    wanted.map(async (target) => {
      const { draft } = target
      try {
        const opened = await openTarget(target, { timeoutMs, signal, onLog: options.onLog })
        if ('unspoken' in opened) unspoken.push(opened.unspoken)
        else openings[draft] = () => Promise.resolve(opened)
      } catch (error) {
        if (error instanceof TargetError) wrong.push(error)
        openings[draft] = async () => {
          throw error
        }
      }
    }),
  )
  const [first] = wrong
  if (first || Object.keys(openings).length === 0) {
    await closeAll(openings, signal)
    throw first ?? new TargetError(`there is no draft to run: ${unspoken.join('; ')}`)
  }
  const { baseline, repeat = '', ...rest } = options
  return runChecks({
    ...rest,
    plan: plan.filter(({ draft }) => openings[draft] !== undefined),
    open: openings,
    signal,
    baseline: baseline && { ...baseline, checks },
    repeat: (check, draft, usedSeed) => repeatCommand(repeat, check, draft, usedSeed),
  })
}

async function closeAll(openings: Partial<Record<Draft, Opening>>, signal: AbortSignal): Promise<void> {
  for (const opening of Object.values(openings)) {
    const opened = await opening(signal).catch(() => null)
    if (opened && 'close' in opened) await opened.close()
  }
}
