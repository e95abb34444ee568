import type { Check } from '../check/define.js'
import { areaOf, catalogue, draftsOf as draftsOfRequirement, type Requirement } from '../drafts/catalogue.js'
import { type Arguments, type Command, type Io, UsageError } from './command.js'
import { draftsOf, flags } from './flags.js'
import { chosen, selectionFlags } from './selection.js'

export const command: Command = {
  name: 'list',
  summary: 'lists checks, faults or requirements',
  usage: ['list [--area KEY] [--json]', 'list --requirements [--json]', 'list --faults [--json]'],
  flags: [
    ...selectionFlags,
    { name: 'requirements', help: 'the catalogue of requirements instead of the checks' },
    { name: 'faults', help: 'the faults of the reference provider instead of the checks' },
    flags.json,
  ],
  async run(args, io) {
    if (args.on('requirements') && args.on('faults')) throw new UsageError('choose one of --requirements and --faults')
    if (args.on('requirements')) listRequirements(args, io)
    else if (args.on('faults')) await listFaults(args, io)
    else await listChecks(args, io)
    return 0
  },
}

async function listChecks(args: Arguments, io: Io): Promise<void> {
  const { checks } = await import('../../suites/index.js')
  const listed = chosen(checks, args)
  if (args.on('json')) return print(io, listed.map(described))
  table(
    io,
    listed.map(({ id, level, drafts, title }) => [id, level, drafts.join(','), title]),
  )
}

/** The members that are promised, and no function. */
function described({ id, title, area, level, requirements, drafts, roles, needs }: Check) {
  return { id, title, area, level, requirements, drafts, roles, needs }
}

function listRequirements(args: Arguments, io: Io): void {
  const entries = catalogue.map((entry) => ({ entry, ...selectable(entry) }))
  const listed = chosen(entries, args).map(({ entry }) => entry)
  if (args.on('json')) return print(io, listed)
  table(
    io,
    listed.map(({ id, level, summary }) => [id, level, draftsOfRequirement(id).join(','), summary]),
  )
}

/** A requirement is chosen by the flags that choose checks. */
function selectable({ id, level }: Requirement) {
  return { id, area: areaOf(id), level, requirements: [id], roles: [], drafts: draftsOfRequirement(id) }
}

async function listFaults(args: Arguments, io: Io): Promise<void> {
  const { allFaults } = await import('../provider/faults/index.js')
  const wanted = draftsOf(args)
  const listed = allFaults.filter(({ drafts }) => !wanted || wanted.some((draft) => drafts.includes(draft)))
  if (args.on('json')) {
    return print(
      io,
      listed.map(({ id, summary, breaks, drafts, foundBy }) => ({ id, summary, breaks, drafts, foundBy })),
    )
  }
  table(
    io,
    listed.map(({ id, breaks, drafts, summary }) => [id, drafts.join(','), breaks.join(','), summary]),
  )
}

function print(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 2)}\n`)
}

/** Columns as wide as their widest cell, the last one free. */
function table(io: Io, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  for (const row of rows) {
    const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
    io.out(`${cells.join('  ')}\n`)
  }
}
