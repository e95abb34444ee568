/** Campaigns are fair to every correct provider, and sharp enough for faults that only unusual input brings out. */
import { describe, expect, it } from 'vitest'
import { repeatFinding } from '../../fuzz/campaigns/endpoint/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import { findFault } from '../provider/faults/index.js'
import { families, together } from '../provider/variants/index.js'
import { atDeviating } from './deviation-rig.js'
import { atTarget, hunt } from './fuzz-rig.js'

/** One variant of each family that the draft has, others in each draft. */
function mixture(draft: Draft) {
  const variants = families.flatMap((family) => {
    const possible = family.filter(({ drafts: known }) => known.includes(draft))
    return possible[drafts.indexOf(draft) % possible.length] ?? []
  })
  return together(variants)
}

describe('nothing is found', () => {
  it.each(drafts)('at a correct provider that does much in its own way, in draft %s', async (draft) => {
    const { found, more } = await hunt({ draft, runs: 192, deviation: mixture(draft) })
    expect(found).toEqual([])
    expect(more.fuzzed).toMatchObject({ [`${draft} keyMaterial`]: expect.stringMatching(/^existing users/) })
  })

  it('without a driver, where there is nobody to ask for', async () => {
    const { found, more } = await hunt({ draft: '06', runs: 128, driver: null })
    expect(found).toEqual([])
    expect(more).toMatchObject({
      fuzzed: { '06 keyMaterial': expect.stringContaining('users and rooms nobody knows') },
      skipped: { '06 update/join': expect.stringContaining('createUser') },
    })
  })
})

function faultOf(id: string) {
  const fault = findFault(id)
  if (!fault) throw new Error(`there is no fault ${id}`)
  return fault
}

describe('is found, and happens again', () => {
  const cases = [
    { id: 'key-material.malformed-takes', endpoint: 'keyMaterial', cause: ['state-changed', 'keyMaterial'] },
    {
      id: 'query.value-of-63',
      endpoint: 'identifierQuery',
      cause: ['server-error', 'identifierQuery', 'unusual-value'],
    },
  ]
  it.each(cases)('$id', async ({ id, endpoint, cause }) => {
    const deviation = faultOf(id)
    const { found } = await hunt({ draft: '06', runs: 448, deviation, only: [endpoint] })
    const finding = found.find((each) => cause.every((word, at) => each.cause[at] === word))
    expect(found.map((each) => each.cause.slice(0, cause.length))).toContainEqual(cause)
    if (!finding) return
    const repeated = (options: { deviation?: typeof deviation }) =>
      atDeviating({ draft: '06', ...options }, (configuration) =>
        atTarget(configuration, 10_000, (target, signal) => repeatFinding(finding, target, signal)),
      )
    expect(await repeated({ deviation })).toMatchObject({ cause: finding.cause })
    expect(await repeated({})).toBeNull()
  })
})
