import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checks } from '../../suites/index.js'
import { drafts } from '../drafts/ids.js'
import type { Fault } from '../provider/fault.js'
import { faults } from '../provider/faults/index.js'
import { pool } from '../runner/pool.js'
import { inDrafts, killers, type Kills, killsOf } from './kills.js'

const pagePath = 'docs/kill-matrix.md'

/** Most of the time a fault is waited for: for what it keeps from coming. */
const atOnce = 4

const page = existsSync(pagePath) ? readFileSync(pagePath, 'utf8') : ''

/**
 * Judges a fault again, alone, whose row is not the one on the page. What is spoiled is chosen anew in each run, and so
 * one check, or the drafts in which it catches a fault, may be a matter of chance: the row on the page then stands.
 */
async function settle(fault: Fault, rows: string[]): Promise<void> {
  const begins = `| \`${fault.id}\``
  const at = rows.findIndex((each) => each.startsWith(begins))
  const known = page.split('\n').find((each) => each.startsWith(begins))
  if (known === undefined || known === rows[at]) return
  rows[at] = row(fault, await killsOf(fault))
  if (differences(known, rows[at] ?? '') <= 1) rows[at] = known
}

/** How many of the parts of two rows stand in one of them only, drafts aside; what they say of the fault counts in full. */
function differences(one: string, other: string): number {
  const [before, after] = [one, other].map((text) => {
    const cells = text.split(' | ')
    return { told: cells.slice(0, 3).join(' | '), by: new Set((cells[3] ?? '').match(/`[^`]+`/g) ?? []) }
  })
  if (!before || !after || before.told !== after.told) return Infinity
  const only = (some: Set<string>, others: Set<string>) => [...some].filter((id) => !others.has(id)).length
  return only(before.by, after.by) + only(after.by, before.by)
}

function row(fault: Fault, kills: Kills): string {
  return `| \`${fault.id}\`${inDrafts(fault.drafts, drafts)} | ${fault.summary} | ${fault.breaks.join(', ')} | ${killers(kills, fault)} |`
}

const head = `# Kill matrix

Which check catches which fault. Each row is the reference provider started with one deviation, and the checks that
turn to fail or warn for a requirement that it breaks, in all of the fault's drafts unless some are named.
Written by \`npm run -s kill-matrix\`, held current by a test.

| fault | what the provider does wrong | breaks | caught by |
|---|---|---|---|
`

it(
  'every fault is caught, every check catches one, and docs/kill-matrix.md says so',
  { timeout: 900_000 },
  async () => {
    const rows: string[] = []
    const uncaught: string[] = []
    const idle = new Set(checks.filter(({ observes }) => !observes).map(({ id }) => id))
    const judge = async (fault: Fault) => {
      const kills = await killsOf(fault)
      for (const draft of fault.drafts)
        if (![...kills.values()].some((caughtIn) => caughtIn.includes(draft))) uncaught.push(`${fault.id} in ${draft}`)
      for (const id of kills.keys()) idle.delete(id)
      rows.push(row(fault, kills))
    }
    await pool(faults, atOnce, judge, () => true)
    // What differs from the page may have been chance, with so much at once: it counts when it is so again, alone.
    for (const fault of faults) await settle(fault, rows)
    expect({ uncaught, idle: [...idle] }).toEqual({ uncaught: [], idle: [] })
    await expect(`${head}${rows.sort().join('\n')}\n`).toMatchFileSnapshot('../../docs/kill-matrix.md')
  },
)
