import type { Check } from '../check/define.js'
import { catalogue, isRequirement, type Requirement, requirement } from '../drafts/catalogue.js'
import { drafts } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import { didYouMean } from '../transport/nearest.js'
import { type Command, UsageError } from './command.js'
import { explainPolicy } from './explain-policy.js'
import { draftsOf, flags } from './flags.js'

export const command: Command = {
  name: 'explain',
  summary: 'explains a check, requirement or fault, or what a policy grants to whom',
  usage: ['explain ID', 'explain --policy [--draft D]...'],
  flags: [
    { name: 'policy', help: 'what each role may do in a room with the standard roles, and what decides it' },
    { ...flags.draft, many: true, help: `with --policy: ${flags.draft.help}` },
  ],
  positionals: { most: 1 },
  details: 'ID is that of a check (notify.duplicate.accepted), a requirement (MIMI-NTF-020) or a fault.',
  async run(args, io) {
    const [id] = args.positional
    if (args.on('policy') === (id !== undefined)) {
      throw new UsageError(
        'mimicry explain needs one thing to explain: mimicry explain ID, or mimicry explain --policy',
      )
    }
    if (id === undefined) {
      io.out(explainPolicy(draftsOf(args) ?? drafts))
      return 0
    }
    const [{ checks }, { allFaults }] = await Promise.all([
      import('../../suites/index.js'),
      import('../provider/faults/index.js'),
    ])
    const check = checks.find((one) => one.id === id)
    const fault = allFaults.find((one) => one.id === id)
    const texts = [
      ...(check ? [explainCheck(check)] : []),
      ...(isRequirement(id.toUpperCase()) ? [explainRequirement(requirement(id.toUpperCase()), checks)] : []),
      ...(fault ? [explainFault(fault, checks)] : []),
    ]
    if (texts.length === 0) {
      const known = [...checks, ...catalogue, ...allFaults].map((one) => one.id)
      throw new UsageError(
        `there is no check, requirement or fault ${id}${didYouMean(id, known)}; mimicry list shows the checks`,
      )
    }
    io.out(texts.join('\n'))
    return 0
  },
}

function explainCheck(check: Check): string {
  const { id, title, level, area, roles, needs, fails, observes, alone } = check
  return lines([
    `check ${id}`,
    `  ${title}.`,
    '',
    `  level     ${level}, area ${area}`,
    `  drafts    ${check.drafts.join(', ')}`,
    `  judges    a target as ${roles.join(', ')}`,
    `  needs     ${needs.length === 0 ? 'nothing of the driver' : `of the driver: ${needs.join(', ')}`}`,
    `  fails     ${fails}`,
    ...(observes ? ['  observes  it records behaviour and cannot fail'] : []),
    ...(alone ? ['  alone     it runs last and by itself'] : []),
    '',
    ...check.requirements.flatMap((requirementId) => [...requirementLines(requirement(requirementId)), '']),
    `  repeat    npx mimicry run URL --only ${id}`,
  ])
}

function explainRequirement(entry: Requirement, checks: readonly Check[]): string {
  const covering = checks.filter(({ requirements }) => requirements.includes(entry.id))
  return lines([
    `requirement ${entry.id} (${entry.level})`,
    ...requirementLines(entry).slice(1),
    `    binds    ${entry.actor}`,
    `    seen     ${{ yes: 'from outside', 'with-provisioning': 'with accounts or rooms on the target', no: 'not from outside' }[entry.observable]}`,
    `    how      ${entry.how}`,
    '',
    ...(covering.length > 0
      ? ['  checks', ...covering.map(({ id, title }) => `    ${id}  ${title}`)]
      : [`  no check: ${entry.untested?.reason ?? 'none yet'}`]),
  ])
}

/** Id and level, text, sections per draft, and the reading where the text is not plain. */
function requirementLines({ id, level, summary, drafts: sections, ambiguity }: Requirement): string[] {
  const cited = drafts.map((draft) => `${draft}: ${sections[draft] ?? 'not there'}`)
  return [
    `  ${id} (${level})`,
    `    demands  ${summary}`,
    `    section  ${cited.join('; ')}`,
    ...(ambiguity === null ? [] : [`    reading  ${ambiguity}`]),
  ]
}

function explainFault(fault: Fault, checks: readonly Check[]): string {
  const { id, summary, breaks, drafts: inDrafts, foundBy } = fault
  const watching = checks.filter(({ requirements }) => requirements.some((one) => breaks.includes(one)))
  return lines([
    `fault ${id}`,
    `  ${summary}`,
    '',
    `  drafts    ${inDrafts.join(', ')}`,
    '  breaks',
    ...breaks.map((one) => `    ${one}${isRequirement(one) ? `  ${requirement(one).summary}` : ''}`),
    '  judged by',
    ...watching.map((check) => `    ${check.id}  ${check.title}`),
    '',
    ...(foundBy === 'check'
      ? []
      : ['  only unusual input brings it out: checks send little of that, a campaign does', '']),
    `  try it    npx mimicry ${foundBy === 'check' ? 'run' : `fuzz ${foundBy}`} --fault ${id}`,
  ])
}

function lines(some: readonly string[]): string {
  return `${some.join('\n')}\n`
}
