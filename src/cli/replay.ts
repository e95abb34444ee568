import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Discovery } from '../../fuzz/campaigns/campaign.js'
import { isFinding, type FindingFile } from '../../fuzz/campaigns/finding-file.js'
import { isDisagreement } from '../../fuzz/testee/replay.js'
import { replayRecord } from './replay-disagreement.js'
import { type Arguments, type Command, type Flag, type Io, UsageError } from './command.js'
import { readArguments } from './flags.js'
import { kinds, withKindFlags } from './fuzz-kinds.js'
import { command as run } from './run.js'

const outFlag: Flag = {
  name: 'out',
  value: 'DIR',
  help: 'for a result.json: folder of the reports; mimicry-out/replay unless given',
}

export const command: Command = {
  name: 'replay',
  summary: 'repeats a finding, or the checks that failed',
  usage: ['replay FINDING.json [URL] [flags] [-- COMMAND]', 'replay result.json [URL] [flags]'],
  flags: withKindFlags([outFlag, ...run.flags]),
  positionals: { least: 1, most: 2 },
  details: `FINDING.json is a file that mimicry fuzz or mimicry codec wrote; it says itself which command repeats it. Of a result.json of mimicry run
the checks are repeated that ended in fail, warn or error; URL and flags are those of that run.

Exit status: 0 it did not happen again; 1 it did; 2 wrong use; 3 target unreachable; 130 interrupted.`,

  async run(args, io) {
    const [file = ''] = args.positional
    const content = read(file, io)
    if (isFinding(content)) return replayFinding(content, args, io)
    if (isDisagreement(content)) return replayRecord(content, args, io)
    const failed = failedChecks(content)
    if (!failed)
      throw new UsageError(
        `${file} is neither a finding of mimicry fuzz, nor a disagreement of mimicry codec, nor a result.json of mimicry run`,
      )
    if (failed.length === 0) throw new UsageError(`no check failed in ${file}: there is nothing to repeat`)
    return replayChecks(failed, args, io)
  },
}

function read(file: string, io: Io): unknown {
  try {
    return JSON.parse(readFileSync(resolve(io.cwd, file), 'utf8'))
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function replayFinding(finding: FindingFile, args: Arguments, io: Io): Promise<number> {
  const kind = kinds[finding.kind]
  if (!kind) throw new UsageError(`this version of Mimicry has no campaign ${finding.kind}`)
  const again = await kind.replay(finding, args, io)
  io.out(again ? discoveryText(again) : `it did not happen again: ${finding.title}\n`)
  return again ? 1 : 0
}

/** A finding for people. */
function discoveryText({ title, draft, expected, actual, steps = [], notes = [], curl }: Discovery): string {
  const lines = [`it happened again: ${title} (draft ${draft})`, `expected: ${expected}`, `got: ${actual}`]
  if (steps.length > 0) lines.push('what was done:', ...steps.map((step) => `  ${step}`))
  lines.push(...notes.map((note) => `  ${note}`))
  if (curl !== undefined) lines.push(`curl: ${curl}`)
  return `${lines.join('\n')}\n`
}

interface Failed {
  readonly id: string
  readonly draft: string
}

/** The checks of a result.json that did not go well; undefined for anything else. */
function failedChecks(content: unknown): Failed[] | undefined {
  if (typeof content !== 'object' || content === null || !('format' in content)) return undefined
  if (content.format !== 'mimicry-result/1' || !('checks' in content) || !Array.isArray(content.checks))
    return undefined
  const checks: unknown[] = content.checks
  return checks.filter(isFailed)
}

function isFailed(check: unknown): check is Failed {
  if (typeof check !== 'object' || check === null || !('id' in check) || !('draft' in check)) return false
  const verdict = 'verdict' in check ? check.verdict : undefined
  return typeof check.id === 'string' && (verdict === 'fail' || verdict === 'warn' || verdict === 'error')
}

/** As `mimicry run` with their names and drafts, and whatever else was given here; warnings count, as they are what is repeated. */
function replayChecks(failed: readonly Failed[], args: Arguments, io: Io): Promise<number> {
  const given = run.flags.flatMap(({ name, value }) =>
    args.texts(name).flatMap((text) => (value === undefined ? [`--${name}`] : [`--${name}`, text])),
  )
  const out = args.on('out') ? [] : ['--out', join('mimicry-out', 'replay')]
  const draft = args.on('draft') ? [] : [...new Set(failed.map((one) => one.draft))].flatMap((one) => ['--draft', one])
  const only = [...new Set(failed.map(({ id }) => id))].flatMap((id) => ['--only', id])
  const strict = args.on('strict') ? [] : ['--strict']
  const words = [...args.positional.slice(1), ...given, ...out, ...draft, ...only, ...strict]
  return run.run(readArguments(run, words), io)
}
