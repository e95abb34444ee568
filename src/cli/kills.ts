/** For tests: which checks catch a fault of the reference provider. */
import { checks } from '../../suites/index.js'
import type { Draft } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import { loadConfiguration } from '../target/configuration.js'
import { runPrepared } from './embedded.js'

/** Which drafts of a fault each check catches it in, by check id. */
export type Kills = Map<string, Draft[]>

/** The checks that speak of what a fault breaks; whatever else it upsets does not count as catching it. */
function named({ breaks }: Fault): typeof checks {
  return checks.filter(({ requirements }) => requirements.some((id) => breaks.includes(id)))
}

/** Runs the named checks against the reference provider with the fault, each draft in turn. */
export async function killsOf(fault: Fault): Promise<Kills> {
  const configuration = await loadConfiguration({ flags: {}, env: {}, cwd: process.cwd(), content: {} })
  const kills: Kills = new Map()
  const only = named(fault).map(({ id }) => id)
  if (only.length === 0) return kills
  const prepared = { configuration: { ...configuration, selection: { only } }, checks, fault, strict: true }
  const { checks: results } = await runPrepared(prepared, { concurrency: 16 })
  for (const { id, draft, verdict, findings } of results) {
    const caught = findings.some(
      ({ requirement, severity }) => severity !== 'observe' && fault.breaks.includes(requirement),
    )
    if ((verdict === 'fail' || verdict === 'warn') && caught) kills.set(id, [...(kills.get(id) ?? []), draft])
  }
  return kills
}

/** The checks and, where it is not all of the fault's, the drafts in which they catch it. */
export function killers(kills: Kills, fault: Fault): string {
  return [...kills]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, caughtIn]) => `\`${id}\`${inDrafts(caughtIn, fault.drafts)}`)
    .join(', ')
}

export function inDrafts(some: readonly Draft[], all: readonly Draft[]): string {
  return some.length === all.length ? '' : ` (${all.filter((draft) => some.includes(draft)).join(', ')})`
}
