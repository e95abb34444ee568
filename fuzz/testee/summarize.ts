import type { Subject } from './cases.js'
import type { Fault } from './judge.js'
import { causeOf, type Cause } from './result.js'
import type { Group, Tally } from './tally.js'

export interface Found {
  readonly subject: Subject
  readonly group: Group
}

/** A testee that is always wrong would fill disks. */
const LISTED_BY_STRUCTURE = 10
const MAX_LISTED = 400
const gravest: readonly Fault[] = ['dies', 'hangs', 'broken-answer']

/** What the disagreements come down to, and those that are listed: the shortest of each cause first. */
export function summarize(tallies: readonly Tally[]): { causes: Cause[]; listed: Found[]; omitted: number } {
  const all = tallies.flatMap(({ subject, groups }) =>
    [...groups.values()].sort(byLength).map((group, rank) => ({ subject, group, rank })),
  )
  const byCause = new Map<string, Found[]>()
  for (const { subject, group, rank } of all.toSorted((a, b) => byLength(a.group, b.group))) {
    const cause = causeOf({ ...group.one, ...group.disagreement })
    const found = byCause.get(cause) ?? []
    byCause.set(cause, found)
    if (rank < LISTED_BY_STRUCTURE || found.length === 0) found.push({ subject, group })
  }
  const ranked = [...byCause.values()].flatMap((found) => found.map((one, rank) => ({ one, rank })))
  const listed = ranked.sort((a, b) => a.rank - b.rank).slice(0, MAX_LISTED)
  return { causes: causesOf(all), listed: listed.map(({ one }) => one), omitted: all.length - listed.length }
}

function causesOf(all: readonly Found[]): Cause[] {
  const causes = new Map<string, { cause: Cause; subjects: Set<Subject> }>()
  for (const { subject, group } of all) {
    const { op } = group.one
    const { fault, detail } = group.disagreement
    const key = causeOf({ op, fault, detail })
    const before = causes.get(key)
    const subjects = (before?.subjects ?? new Set()).add(subject)
    const cases = (before?.cause.cases ?? 0) + group.count
    causes.set(key, { subjects, cause: { op, fault, detail, cases, structures: subjects.size } })
  }
  const gravity = ({ fault }: Cause) => (gravest.includes(fault) ? gravest.indexOf(fault) : gravest.length)
  return [...causes.values()].map(({ cause }) => cause).sort((a, b) => gravity(a) - gravity(b) || b.cases - a.cases)
}

function byLength(a: Group, b: Group): number {
  return a.one.vector.bytes.length - b.one.vector.bytes.length
}
