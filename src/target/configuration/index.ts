/** The settings of a run: flags win over the environment, that over the file, that over the defaults. */
import { resolve } from 'node:path'
import { drafts } from '../../drafts/ids.js'
import { CredentialError } from '../../transport/credentials.js'
import type { DriverConfiguration } from '../driver/index.js'
import { chooseDrafts } from './drafts.js'
import { checked, readConfigurationFile } from './file.js'
import type { ConfigurationFile } from './file-format.js'
import { type Environment, type Given, Settings } from './flags.js'
import { configureDriver, configureTarget } from './target.js'
import { type Configuration, ConfigurationError, type Report, reports, type TargetConfiguration } from './types.js'

export { defaultFile } from './file.js'
export type { ConfigurationFile } from './file-format.js'
export { configurationFlags, type Given, variableOf } from './flags.js'
export * from './types.js'

export interface LoadOptions {
  flags: Given
  env: Environment
  cwd: string
  /** Settings in place of a file's. */
  content?: ConfigurationFile
}

/** @throws ConfigurationError */
export async function loadConfiguration({ flags, env, cwd, content }: LoadOptions): Promise<Configuration> {
  try {
    return await load(new Settings(flags, env), cwd, content)
  } catch (error) {
    throw error instanceof CredentialError ? new ConfigurationError([error.message]) : error
  }
}

async function load(settings: Settings, cwd: string, given?: ConfigurationFile): Promise<Configuration> {
  const file = given
    ? { folder: cwd, content: checked(given, 'the configuration') }
    : readConfigurationFile(settings.text('config'), cwd)
  const { content, folder } = file
  const driver = configureDriver(content.driver, folder, 'driver', settings)
  const configured = drafts.filter((draft) => content.drafts?.[draft] !== undefined)
  const external = settings.text('url') !== undefined || configured.length > 0 || driver.form !== 'none'
  const choices = chooseDrafts({
    asked: settings.list('draft'),
    askedAs: settings.nameOf('draft'),
    configured,
    external,
    driverKnows: canTell(driver),
  })
  const targets: TargetConfiguration[] = []
  for (const choice of choices) targets.push(await configureTarget(choice, file, settings, cwd))
  if (external) requireOneDirectoryEach(targets, settings, content)
  return {
    file: file.path,
    external,
    targets,
    selection: {
      only: settings.list('only'),
      areas: settings.list('area'),
      levels: settings.list('level'),
      roles: settings.list('role'),
      requirements: settings.list('requirement'),
    },
    concurrency: settings.whole('concurrency', 1, 256) ?? content.concurrency ?? 8,
    seed: settings.whole('seed', 0, 0xffff_ffff) ?? content.seed ?? 1,
    timeoutMs: settings.whole('timeout', 1, 0x7fff_ffff) ?? content.timeout ?? 120_000,
    strict: settings.switch('strict') ?? content.strict ?? false,
    reports: chosenReports(settings) ?? content.report ?? [...reports],
    out: path(settings.text('out'), content.out, cwd, folder) ?? resolve(cwd, 'mimicry-out'),
    baseline: path(settings.text('baseline'), content.baseline, cwd, folder),
  }
}

/** Whether the driver has `ready`, which tells domain and directory. */
function canTell({ form }: DriverConfiguration): boolean {
  return form === 'http' || form === 'command'
}

/** A directory names no draft: each draft has its own, from the URL, the file or a driver that is asked. */
function requireOneDirectoryEach(targets: TargetConfiguration[], settings: Settings, content: ConfigurationFile): void {
  const own = targets.filter(({ draft }) => content.drafts?.[draft]?.directory !== undefined)
  if (settings.text('url') !== undefined && targets.length > 1 && own.length > 0)
    throw new ConfigurationError([
      `${settings.nameOf('url')} names one directory, but the drafts ${own.map(({ draft }) => draft).join(', ')} have their own in the configuration; choose one with --draft, or leave the URL out`,
    ])
  const without = targets.filter(({ directory, domain, driver }) => !directory && !domain && !canTell(driver))
  if (without.length > 0)
    throw new ConfigurationError(
      without.map(({ draft }) => `draft ${draft} has no directory; give the URL, or drafts.${draft}.directory`),
    )
}

/** A path on the command line starts from where it was typed, one in the file from the file. */
function path(flag: string | undefined, inFile: string | undefined, cwd: string, folder: string): string | undefined {
  if (flag !== undefined) return resolve(cwd, flag)
  return inFile === undefined ? undefined : resolve(folder, inFile)
}

function chosenReports(settings: Settings): Report[] | undefined {
  return settings.list('report')?.map((word) => {
    const report = reports.find((each) => each === word.toLowerCase())
    if (report) return report
    throw new ConfigurationError([
      `${settings.nameOf('report')} has ${JSON.stringify(word)}; known are ${reports.join(', ')}`,
    ])
  })
}
