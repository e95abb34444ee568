/** The suite is fair: whatever the drafts leave to a provider is held against none. */
import { describe, expect, it } from 'vitest'
import { checks } from '../../suites/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { families, together, variants } from '../provider/variants/index.js'
import type { Variant } from '../provider/variants/variant.js'
import { resultsOf } from './deviation-rig.js'
import { type DriverVariant, lesserDrivers, otherDrivers } from './driver-variants.js'

/** Each variant alone, in every draft, and every driver; else one of each family together, each in some draft. */
const thorough = process.env.MIMICRY_THOROUGH !== undefined

interface Case {
  readonly draft: Draft
  readonly having: readonly Variant[]
  readonly driver?: DriverVariant
}

/** What is held against the target, in one line per check. */
async function heldAgainst({ draft, having, driver }: Case): Promise<string[]> {
  const results = await resultsOf({ draft, checks, deviation: together(having), driver: driver?.driver })
  const warned = [...having.flatMap((each) => each.warned), ...(driver?.warned ?? [])]
  expect(results.some(({ verdict }) => verdict === 'pass')).toBe(true)
  return results
    .filter(
      ({ id, verdict }) => ['fail', 'error', 'warn'].includes(verdict) && !(verdict === 'warn' && warned.includes(id)),
    )
    .map(({ id, verdict, reason, findings }) => {
      const [finding] = findings.filter(({ severity }) => severity !== 'observe')
      const { requirement, expected, actual } = finding ?? {}
      return `${verdict} ${id}: ${finding ? `${requirement}: expected ${expected}, got ${actual}` : reason}`
    })
}

function named({ draft, having, driver }: Case): [string, Case] {
  const parts = [...having, ...(driver ? [driver] : [])]
  return [`${parts.map(({ id }) => id).join(', ')} (draft ${draft})`, { draft, having, driver }]
}

function inTurn<T>(some: readonly T[], index: number): T {
  const one = some[index % some.length]
  if (one === undefined) throw new Error('there is nothing to take in turn')
  return one
}

/** Mixtures of one variant of each family, drafts in turn, until each variant was in one. */
function mixtures(): Case[] {
  const left = new Set(variants)
  const cases: Case[] = []
  while (left.size > 0) {
    const index = cases.length
    const draft = inTurn(drafts, index)
    const having = families.flatMap((family) => {
      const possible = family.filter((each) => each.drafts.includes(draft))
      return possible.find((each) => left.has(each)) ?? possible[index % possible.length] ?? []
    })
    for (const each of having) left.delete(each)
    cases.push({ draft, having, driver: inTurn(otherDrivers, index) })
  }
  return cases
}

function alone(): Case[] {
  return drafts.flatMap((draft) => [
    ...variants.filter((each) => each.drafts.includes(draft)).map((each) => ({ draft, having: [each] })),
    ...otherDrivers.map((driver) => ({ draft, having: [], driver })),
  ])
}

describe('no check holds it against a provider', () => {
  it.each((thorough ? alone() : mixtures()).map(named))('%s', async (_, having) => {
    expect(await heldAgainst(having)).toEqual([])
  })

  const some = lesserDrivers.filter((_, index) => thorough || index % 2 === 0)
  const lesser = some.flatMap((driver, index) =>
    (thorough ? drafts : [inTurn(drafts, index)]).map((draft) => ({ draft, having: [], driver })),
  )
  it.each(lesser.map(named))('%s', async (_, having) => {
    expect(await heldAgainst(having)).toEqual([])
  })
})
