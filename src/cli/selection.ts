import { type Draft, drafts as allDrafts } from '../drafts/ids.js'
import { select, type Selectable, type Selection } from '../runner/select.js'
import { configurationFlags } from '../target/configuration/flags.js'
import type { Arguments } from './command.js'
import { draftsOf, listOf } from './flags.js'

const names: readonly string[] = ['draft', 'only', 'area', 'level', 'role', 'requirement']

/** The flags by which checks are chosen, in `run`, `list` and the rest. */
export const selectionFlags = configurationFlags.filter(({ name }) => names.includes(name))

function selectionOf(args: Arguments): Selection {
  return {
    only: listOf(args, 'only'),
    areas: listOf(args, 'area'),
    levels: listOf(args, 'level'),
    roles: listOf(args, 'role'),
    requirements: listOf(args, 'requirement'),
  }
}

/** What the flags choose in any of the drafts, each once, in the order given. @throws SelectionError */
export function chosen<T extends Selectable>(items: readonly T[], args: Arguments): T[] {
  const drafts: readonly Draft[] = draftsOf(args) ?? allDrafts
  const found = new Set(select(items, drafts, selectionOf(args)).flatMap(({ checks }) => checks))
  return items.filter((item) => found.has(item))
}
