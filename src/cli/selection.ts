import { type Draft, drafts as allDrafts } from '../drafts/ids.js'
import { select, type Selectable, type Selection } from '../runner/select.js'
import type { Arguments } from './command.js'
import { draftsOf, flags, listOf } from './flags.js'

/** The flags by which checks are chosen, in `run`, `list` and the rest. */
export const selectionFlags = [flags.draft, flags.only, flags.area, flags.level, flags.role, flags.requirement]

export function selectionOf(args: Arguments): Selection {
  return {
    only: listOf(args, flags.only.name),
    areas: listOf(args, flags.area.name),
    levels: listOf(args, flags.level.name),
    roles: listOf(args, flags.role.name),
    requirements: listOf(args, flags.requirement.name),
  }
}

/** What the flags choose in any of the drafts, each once, in the order given. @throws SelectionError */
export function chosen<T extends Selectable>(items: readonly T[], args: Arguments): T[] {
  const drafts: readonly Draft[] = draftsOf(args) ?? allDrafts
  const found = new Set(select(items, drafts, selectionOf(args)).flatMap(({ checks }) => checks))
  return items.filter((item) => found.has(item))
}
