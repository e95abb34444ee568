/** What `run`, the public API and the vitest adapter do before the first check. */
import type { Check } from '../check/define.js'
import type { Fault } from '../provider/fault.js'
import { type Baseline, readBaseline } from '../runner/baseline.js'
import { didYouMean } from '../transport/nearest.js'
import { type Configuration, type ConfigurationFile, type Given, loadConfiguration } from '../target/configuration.js'
import { UsageError } from './command.js'

/** A run as a program states it: what mimicry.config.json may say, and what is otherwise said by flags. */
export interface RunConfiguration extends ConfigurationFile {
  /** The target's directory, or only its origin. Without any target the reference provider is tested. */
  url?: string
  /** The drafts to run; those of the target unless given. */
  draft?: string | string[]
  /** Globs over check ids. */
  only?: string | string[]
  area?: string | string[]
  level?: string | string[]
  role?: string | string[]
  requirement?: string | string[]
  /** Id of a fault for the reference provider to start with; implies `strict`. */
  fault?: string
  /** What relative paths start from; the working directory unless given. */
  cwd?: string
}

export interface Prepared {
  configuration: Configuration
  checks: readonly Check[]
  fault?: Fault
  strict: boolean
  baseline?: { file: string; content: Baseline }
}

/** @throws ConfigurationError, UsageError, BaselineError for wrong use: each message says what to do */
export async function prepare(run: RunConfiguration): Promise<Prepared> {
  const { url, draft, only, area, level, role, requirement, fault, cwd = process.cwd(), ...content } = run
  const flags: Given = { url, draft, only, area, level, role, requirement }
  const configuration = await loadConfiguration({ flags, env: {}, cwd, content })
  return prepareFrom(configuration, fault)
}

export async function prepareFrom(configuration: Configuration, faultId?: string): Promise<Prepared> {
  const { checks } = await import('../../suites/index.js')
  const fault = faultId === undefined ? undefined : await findFault(faultId, configuration)
  const { baseline: file } = configuration
  return {
    configuration,
    checks,
    fault,
    strict: configuration.strict || fault !== undefined,
    baseline: file === undefined ? undefined : { file, content: readBaseline(file) },
  }
}

/** @throws UsageError where there is no such fault, or it cannot be had in what is configured */
export async function findFault(
  id: string,
  { external, targets }: Pick<Configuration, 'external' | 'targets'>,
): Promise<Fault> {
  if (external) throw new UsageError('a fault works on the reference provider only: leave out the URL or other target')
  const { allFaults } = await import('../provider/faults/index.js')
  const fault = allFaults.find((one) => one.id === id)
  if (!fault) {
    const ids = allFaults.map((one) => one.id)
    throw new UsageError(`there is no fault ${id}${didYouMean(id, ids)}; mimicry list --faults shows them`)
  }
  if (targets.some(({ draft }) => fault.drafts.includes(draft))) return fault
  throw new UsageError(`the fault ${id} exists in draft ${fault.drafts.join(', ')} only; choose it with --draft`)
}
