import { expect, it } from 'vitest'
import { checks } from '../../suites/index.js'
import { drafts } from '../drafts/ids.js'
import { findFault } from '../provider/faults/index.js'
import { resultsOf } from './deviation-rig.js'

const named = checks.filter(({ id }) => id === 'group-info.external-key' || id.startsWith('group-info.current.'))

/** What is told of it where it is to be joined by. */
const told = {
  'group-info.tree-stray-leaf': 'unmerged leaf 2147483647 is no leaf below this node',
  'group-info.signer-stray': 'signer',
}

it.each(drafts.flatMap((draft) => Object.entries(told).map(([id, text]) => ({ draft, id, text }))))(
  'a hub that serves what ts-mls cannot survive is told so in draft $draft: $id',
  async ({ draft, id, text }) => {
    const results = await resultsOf({ draft, checks: named, deviation: findFault(id) })
    expect(results.map(({ verdict }) => verdict)).not.toContain('error')
    const joining = results.find((result) => result.id === 'group-info.external-key')
    expect(joining).toMatchObject({ verdict: 'fail', findings: [{ requirement: 'MIMI-GRP-011' }] })
    expect(joining?.findings[0]?.actual).toContain(text)
    const served = results.flatMap((result) => (result.verdict === 'fail' ? result.requirements : []))
    expect(served).toContain('MIMI-GRP-010')
  },
  30_000,
)
