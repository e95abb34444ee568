import { roles as allRoles } from '../check/define.js'
import { areas, isRequirement, type Level } from '../drafts/catalogue.js'
import type { Draft } from '../drafts/ids.js'
import { didYouMean } from '../transport/nearest.js'

/** What selection looks at in a check. */
export interface Selectable {
  readonly id: string
  readonly area: string
  readonly level: Level
  readonly requirements: readonly string[]
  readonly roles: readonly string[]
  readonly drafts: readonly Draft[]
}

/** A check is selected when it matches one value of every member that is given. */
export interface Selection {
  /** Globs over check ids: `*` stands for any text, `?` for one character. */
  only?: readonly string[]
  areas?: readonly string[]
  /** `MUST` takes MUST NOT along, `SHOULD` SHOULD NOT. */
  levels?: readonly string[]
  roles?: readonly string[]
  requirements?: readonly string[]
}

export interface PlannedDraft<C extends Selectable> {
  draft: Draft
  checks: C[]
}

/** Wrong use of a selection; the message names what was probably meant. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError'
  readonly exitStatus = 2
}

const levelWords = ['MUST', 'SHOULD', 'MAY', 'behaviour'] as const

/**
 * The checks of each draft that a selection takes, in the order given.
 *
 * @throws SelectionError for a value that no check could ever match, and when nothing is selected in any draft.
 */
export function select<C extends Selectable>(
  checks: readonly C[],
  drafts: readonly Draft[],
  selection: Selection = {},
): PlannedDraft<C>[] {
  refuseUnknown(checks, selection)
  const wanted = filtersOf(selection)
  const chosen = checks.filter((check) => wanted.every(({ takes }) => takes(check)))
  const plan = drafts.map((draft) => ({ draft, checks: chosen.filter((check) => check.drafts.includes(draft)) }))
  if (plan.some(({ checks: some }) => some.length > 0)) return plan
  throw new SelectionError(`no check is selected: ${whyNothing(checks, chosen, drafts, wanted)}`)
}

interface Filter {
  option: string
  takes: (check: Selectable) => boolean
}

function filtersOf({ only, areas: inAreas, levels, roles, requirements }: Selection): Filter[] {
  const patterns = only?.map(glob)
  const filters: (Filter | undefined)[] = [
    patterns && { option: '--only', takes: ({ id }) => patterns.some((pattern) => pattern.test(id)) },
    inAreas && { option: '--area', takes: ({ area }) => inAreas.some((wanted) => sameWord(wanted, area)) },
    levels && { option: '--level', takes: ({ level }) => levels.some((wanted) => sameWord(base(wanted), base(level))) },
    roles && { option: '--role', takes: (check) => roles.some((role) => check.roles.includes(role.toLowerCase())) },
    requirements && {
      option: '--requirement',
      takes: (check) => requirements.some((id) => check.requirements.includes(id.toUpperCase())),
    },
  ]
  return filters.filter((filter) => filter !== undefined)
}

function refuseUnknown(checks: readonly Selectable[], selection: Selection): void {
  const ids = checks.map(({ id }) => id)
  for (const pattern of selection.only ?? [])
    if (!ids.some((id) => glob(pattern).test(id)))
      throw new SelectionError(
        `--only ${pattern} matches no check${nearIds(pattern, ids)}; mimicry list shows them all`,
      )
  for (const area of selection.areas ?? []) refuseWord('--area', area, areas)
  for (const level of selection.levels ?? []) refuseWord('--level', base(level), levelWords)
  for (const role of selection.roles ?? []) refuseWord('--role', role, allRoles)
  for (const id of selection.requirements ?? []) {
    if (!isRequirement(id.toUpperCase()))
      throw new SelectionError(`--requirement ${id}: no such requirement; ids look like MIMI-KEY-018`)
  }
}

function refuseWord(option: string, word: string, words: readonly string[]): void {
  if (words.some((known) => sameWord(known, word))) return
  throw new SelectionError(`${option} ${word} is none of ${words.join(', ')}${didYouMean(word, words)}`)
}

/** Near whole ids, else the ids of the area (`key-material.…`) that the pattern begins with or resembles. */
function nearIds(pattern: string, ids: readonly string[]): string {
  const plain = pattern.replaceAll(/[*?]/g, '')
  const near = didYouMean(plain, ids)
  if (near !== '') return near
  const families = new Set(ids.map((id) => id.split('.')[0] ?? id))
  return didYouMean(plain.split('.')[0] ?? plain, families) || `; ids begin with ${[...families].join(', ')}`
}

function whyNothing(
  checks: readonly Selectable[],
  chosen: readonly Selectable[],
  drafts: readonly Draft[],
  wanted: readonly Filter[],
): string {
  if (checks.length === 0) return 'there are no checks'
  if (chosen.length > 0) {
    const elsewhere = [...new Set(chosen.flatMap((check) => check.drafts))].join(', ')
    return `what matches exists only in ${elsewhere}, not in ${drafts.join(', ')}`
  }
  const counts = wanted.map(({ option, takes }) => `${checks.filter(takes).length} match ${option}`)
  return `${counts.join(', ')}, and none matches ${wanted.length === 1 ? 'it' : 'all of them'}`
}

/** A MUST NOT is a MUST, as a SHOULD NOT is a SHOULD. */
function base(level: string): string {
  return level.replace(/[ _]NOT$/i, '')
}

function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** `notify.*` as a pattern over whole ids. */
export function glob(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`)
}
