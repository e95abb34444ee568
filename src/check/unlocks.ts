import { type Operation, operations } from '../target/driver/contract.js'
import type { Check } from './define.js'

/** What a driver with these operations, besides those of the steps before, lets Mimicry check. */
export interface Unlock {
  /** None in the first step: a target without a driver. */
  readonly operations: readonly Operation[]
  /** Checks that become possible with this step. */
  readonly checks: readonly Check[]
  /** Areas of those checks, the one with most checks first. */
  readonly areas: readonly string[]
  /** Checks possible from here on, those of earlier steps among them. */
  readonly total: number
}

/** Without `ready` no other operation is called. */
function needed({ needs }: Check): readonly Operation[] {
  return needs.length === 0 ? needs : ['ready', ...needs]
}

/** The order in which operations are worth building: at each step the set that gives most checks for each operation. */
export function unlocks(checks: readonly Check[]): Unlock[] {
  const had = new Set<Operation>()
  const steps: Unlock[] = []
  let locked = [...checks]
  for (let next: readonly Operation[] | undefined = []; next; next = cheapest(locked, had)) {
    for (const operation of next) had.add(operation)
    const opened = locked.filter((check) => needed(check).every((operation) => had.has(operation)))
    locked = locked.filter((check) => !opened.includes(check))
    steps.push({
      operations: next,
      checks: opened,
      areas: byNumber(opened.map(({ area }) => area)),
      total: checks.length - locked.length,
    })
  }
  return steps
}

/** A part of the best set goes first when it is worth at least this part of it. */
const partsWorth = 4

/**
 * The missing operations of some check that open most checks each, or the part of them that opens some by itself;
 * undefined when nothing is locked.
 */
function cheapest(locked: readonly Check[], had: ReadonlySet<Operation>): readonly Operation[] | undefined {
  const missing = new Map<string, Operation[]>()
  for (const check of locked) {
    const absent = operations.filter((operation) => needed(check).includes(operation) && !had.has(operation))
    missing.set(absent.join(), absent)
  }
  const worth = (set: readonly Operation[]) =>
    locked.filter((check) => needed(check).every((operation) => had.has(operation) || set.includes(operation))).length /
    set.length
  const sets = [...missing.values()]
  const [best] = sets.toSorted((a, b) => worth(b) - worth(a) || a.length - b.length)
  if (!best) return undefined
  const within = sets.filter(
    (set) => set.every((operation) => best.includes(operation)) && partsWorth * worth(set) >= worth(best),
  )
  return within.toSorted((a, b) => a.length - b.length || worth(b) - worth(a))[0]
}

function byNumber(areas: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const area of areas) counts.set(area, (counts.get(area) ?? 0) + 1)
  return [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([area]) => area)
}
