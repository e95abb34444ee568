import { existsSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Check } from '../check/define.js'
import { type Baseline, baselineText, readBaseline, updatedBaseline } from '../runner/baseline.js'
import type { Summary } from '../runner/result.js'
import type { SuiteOptions } from '../runner/suite.js'
import { type Configuration, configurationFlags, loadConfiguration } from '../target/configuration.js'
import { type Arguments, type Command, type Io, UsageError } from './command.js'
import { runPrepared } from './embedded.js'
import { flags, givenOf } from './flags.js'
import { type Prepared, prepareFrom } from './prepare.js'
import { ProgressSink } from './progress.js'
import { quoted } from '../transport/quoted.js'
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
    const writing = args.on('write-baseline')
    const configuration = await configurationOf(args, io)
    const baselineFile = configuration.baseline ?? join(io.cwd, defaultBaseline)
    // A baseline that is being written judges nothing, and need not be there yet.
    const judging = writing ? { ...configuration, baseline: undefined } : configuration
    const previous = writing && existsSync(baselineFile) ? readBaseline(baselineFile) : undefined
    const prepared = await prepareFrom(judging, args.text(flags.fault.name))
    const { out, reports } = configuration
    const record = new RunRecord(io, { out, reports, verbose: args.on('verbose') })
    const summary = await judge(prepared, record, {
      sinks: [record, new ProgressSink(io, prepared.strict)],
      order,
      failFast: args.on('fail-fast'),
      signal: io.signal,
      repeat: repeatOf(args),
      onLog: (text) => io.err(text),
    })
    if (!writing) return summary.exitStatus
    return write(summary, baselineFile, previous, prepared.checks, io)
  },
}

/** Runs, and writes the reports whichever way that ends. */
async function judge(prepared: Prepared, record: RunRecord, options: Partial<SuiteOptions>): Promise<Summary> {
  try {
    await runPrepared(prepared, options)
  } catch (error) {
    if (record.begun) await record.finish()
    throw error
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

/** A run that did not reach its end or its target says nothing about what is known. */
function write(
  summary: Summary,
  file: string,
  previous: Baseline | undefined,
  checks: readonly Check[],
  io: Io,
): number {
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
