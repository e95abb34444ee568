import { existsSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Check } from '../check/define.js'
import type { Fault } from '../provider/fault.js'
import { type Baseline, baselineText, readBaseline, updatedBaseline } from '../runner/baseline.js'
import { didYouMean } from '../runner/nearest.js'
import type { Summary } from '../runner/result.js'
import { runSuite, type SuiteOptions } from '../runner/suite.js'
import {
  type Configuration,
  configurationFlags,
  loadConfiguration,
  reports as allReports,
} from '../target/configuration.js'
import { type Arguments, type Command, type Io, UsageError } from './command.js'
import { embed } from './embedded.js'
import { flags, givenOf } from './flags.js'
import { ProgressSink } from './progress.js'
import { RunRecord } from './run-record.js'

const defaultBaseline = 'mimicry.baseline.json'

export const command: Command = {
  name: 'run',
  summary: 'tests a provider, or the reference provider',
  usage: ['run [URL] [flags]', 'run --fault ID'],
  positionals: { most: 1 },
  flags: [
    ...configurationFlags,
    flags.fault,
    { name: 'order', value: 'ORDER', help: 'listed, or random as the seed decides; listed unless given' },
    { name: 'fail-fast', help: 'begin no further check after the first that does not conform' },
    { name: 'write-baseline', help: `write what does not conform to the baseline (else ${defaultBaseline})` },
    { name: 'verbose', help: 'list what passed, too' },
  ],
  details: `URL is the target's directory, or only its origin. Without URL, and without a target in the configuration,
the reference provider is started and tested over real mutual TLS, in all drafts.

Writes events.jsonl and the reports into mimicry-out/ (--out), also on failure and on Ctrl-C.
A flag wins over the environment (MIMICRY_OUT for --out), which wins over mimicry.config.json.

Exit status: 0 conforms, or as the baseline says; 1 does not; 2 wrong use or configuration, nothing selected;
3 target unreachable, or nothing judged, or a check in error and none failed; 130 interrupted.`,

  async run(args, io) {
    const order = orderOf(args)
    const configuration = await configurationOf(args, io)
    const fault = await faultOf(args, configuration)
    const { checks } = await import('../../suites/index.js')
    const writing = args.on('write-baseline')
    const previous = configuration.baseline === undefined ? undefined : read(configuration.baseline, writing)
    const strict = configuration.strict || fault !== undefined
    const { out, reports = allReports, seed, concurrency, timeoutMs, selection } = configuration
    const record = new RunRecord(io, { out, reports, verbose: args.on('verbose') })
    const options: Omit<SuiteOptions, 'targets'> = {
      checks,
      selection,
      sinks: [record, new ProgressSink(io, strict)],
      seed,
      order,
      concurrency,
      timeoutMs,
      strict,
      failFast: args.on('fail-fast'),
      signal: io.signal,
      repeat: repeatOf(args),
      onLog: (text) => io.err(text),
      ...(previous && !writing && { baseline: { file: configuration.baseline ?? '', content: previous } }),
    }
    const summary = await judge(options, configuration, fault, record)
    return writing ? write(summary, configuration, previous, checks, io) : summary.exitStatus
  },
}

/** Runs, and writes the reports whichever way that ends. */
async function judge(
  options: Omit<SuiteOptions, 'targets'>,
  { external, targets }: Configuration,
  fault: Fault | undefined,
  record: RunRecord,
): Promise<Summary> {
  const embedded = external ? undefined : await embed(targets, fault)
  try {
    await runSuite({ ...options, targets: embedded?.targets ?? targets })
  } catch (error) {
    if (record.begun) await record.finish()
    throw error
  } finally {
    await embedded?.close()
  }
  return record.finish()
}

async function configurationOf(args: Arguments, io: Io): Promise<Configuration> {
  const { MIMICRY_DEBUG: _, ...env } = io.env
  const [url] = args.positional
  return loadConfiguration({ flags: { ...givenOf(args, configurationFlags), url }, env, cwd: io.cwd })
}

function orderOf(args: Arguments): 'listed' | 'random' {
  const order = args.text('order') ?? 'listed'
  if (order === 'listed' || order === 'random') return order
  throw new UsageError(`--order ${order} is none of listed, random`)
}

async function faultOf(args: Arguments, { external, targets }: Configuration): Promise<Fault | undefined> {
  const id = args.text(flags.fault.name)
  if (id === undefined) return undefined
  if (external) throw new UsageError('--fault works on the reference provider only: leave out the URL or other target')
  const { faults } = await import('../provider/faults/index.js')
  const fault = faults.find((one) => one.id === id)
  if (!fault) {
    const ids = faults.map((one) => one.id)
    throw new UsageError(`there is no fault ${id}${didYouMean(id, ids)}; mimicry list --faults shows them`)
  }
  if (targets.some(({ draft }) => fault.drafts.includes(draft))) return fault
  throw new UsageError(`the fault ${id} exists in draft ${fault.drafts.join(', ')} only; choose it with --draft`)
}

/** While one is being written, there need not be one yet. */
function read(file: string, writing: boolean): Baseline | undefined {
  return writing && !existsSync(file) ? undefined : readBaseline(file)
}

/** A run that did not reach its end or its target says nothing about what is known. */
function write(
  summary: Summary,
  configuration: Configuration,
  previous: Baseline | undefined,
  checks: readonly Check[],
  io: Io,
): number {
  const file = configuration.baseline ?? join(io.cwd, defaultBaseline)
  if (!summary.complete || summary.targets.some(({ unreachable }) => unreachable !== undefined)) {
    io.err('mimicry: the baseline is not written, because the run did not reach its end\n')
    return summary.exitStatus
  }
  const updated = updatedBaseline(previous, summary.checks, checks)
  writeFileSync(file, baselineText(updated))
  io.out(`baseline: ${relative(io.cwd, file)} expects ${updated.entries.length} verdicts; say why in each reason\n`)
  return 0
}

/** The flags that decide what is tested, as they were given; secrets stay in the environment. */
function repeatOf(args: Arguments): string {
  const kept = ['config', 'domain', 'trust', 'connect-to', 'driver', flags.fault.name]
  const words = kept.flatMap((name) => args.texts(name).flatMap((value) => [`--${name}`, value]))
  return [...args.positional, ...words].map(quoted).join(' ')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
