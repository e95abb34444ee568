import { describe, expect, it } from 'vitest'
import { bareKeyPackage } from '../artefacts.js'
import type { Proposal } from '../wire/proposal.js'
import { extensionTypes } from '../wire/registries.js'
import { defaultAppRules, withApplicationState } from '../wire/app-state.js'
import { forgeCommit, type ForgedCommit, forgeGroup, forgeMessage } from './test-forge.js'
import {
  add,
  appDataUpdate,
  appSync,
  bundles,
  commitOf,
  devices,
  extension,
  externalInit,
  fault,
  group,
  groupOf,
  proposed,
  psk,
  reInit,
  remove,
  replacing,
  requiring,
  selfRemove,
  update,
} from './test-proposals.js'
import { bundleOf, device, faultOf } from './test-rig.js'

describe('lists of proposals of members (12.2)', () => {
  const present = bundles['06'][1]?.keyPackage
  const newcomer = device('06', 'newcomer')
  const twice = [add(bundleOf(newcomer).keyPackage), add(bundleOf(newcomer).keyPackage)]

  it.each<[string, ForgedCommit, ForgedCommit, unknown[]]>([
    [
      "the committer's own Update",
      { byReference: [proposed(0, update(group, 0))] },
      { byReference: [proposed(1, update(group, 1))] },
      ['proposal-list', '12.2', 1],
    ],
    [
      "the committer's own removal",
      { byValue: [remove(0)], path: false },
      { byValue: [remove(1)] },
      ['proposal-list', '12.2', 0],
    ],
    [
      "the committer's own SelfRemove",
      { byReference: [proposed(0, selfRemove)], path: false },
      { byReference: [proposed(1, selfRemove)] },
      ['proposal-list', '12.2', 1],
    ],
    [
      'two Updates of one leaf',
      { byReference: [proposed(1, update(group, 1)), proposed(1, update(group, 1))] },
      { byReference: [proposed(1, update(group, 1)), proposed(2, update(group, 2))] },
      ['proposal-list', '12.2', 2],
    ],
    [
      'an Update and a Remove of one leaf',
      { byReference: [proposed(1, update(group, 1))], byValue: [remove(1)] },
      { byReference: [proposed(1, update(group, 1))], byValue: [remove(2)] },
      ['proposal-list', '12.2', 1],
    ],
    [
      'a SelfRemove and a Remove of one leaf',
      { byReference: [proposed(1, selfRemove)], byValue: [remove(1)] },
      { byReference: [proposed(1, selfRemove)], byValue: [remove(2)] },
      ['proposal-list', '12.2', 1],
    ],
    [
      'two Removes of one leaf',
      { byValue: [remove(1), remove(1)] },
      { byValue: [remove(1), remove(2)] },
      ['proposal-list', '12.2', 0],
    ],
    ['two Adds of one client', { byValue: twice }, { byValue: twice.slice(1) }, ['proposal-list', '12.2', 0]],
    [
      'an Add of a client that is there',
      { byValue: [add(present)] },
      { byValue: [add(bundleOf(devices['06'][1] ?? newcomer).keyPackage), remove(1)] },
      ['proposal-list', '12.2', 0],
    ],
    ['one PSK twice', { byValue: [psk(1), psk(1)] }, { byValue: [psk(1), psk(2)] }, ['proposal-list', '12.2', 0]],
    ['a ReInit with company', { byValue: [reInit(), psk(1)] }, { byValue: [reInit()] }, ['proposal-list', '12.2', 0]],
    ['an ExternalInit', { byValue: [externalInit] }, {}, ['proposal-list', '12.2', 0]],
    [
      'a SelfRemove by value',
      { byValue: [selfRemove], path: false },
      { byReference: [proposed(2, selfRemove)] },
      ['proposal-list', '12.2', 0],
    ],
  ])('refuse %s, and take the twin', (_what, wrong, right, expected) => {
    expect(fault(wrong)).toEqual(expected)
    expect(fault(right)).toBe('none')
  })

  it('hold GroupContextExtensions once', () => {
    const { path } = commitOf(forgeCommit(group, 0, {}))
    const entry = { type: 'proposal' as const, proposal: replacing() }
    const commits = [[entry], [entry, entry]].map((proposals) =>
      forgeMessage(group, 0, { commit: { proposals, path } }),
    )
    const faults = commits.map((commit) => faultOf(() => group.follower.stage(commit, [])))
    expect(faults).toMatchObject(['none', { code: 'proposal-list', section: 'RFC 9420, 12.2' }])
  })

  it('name the AppDataUpdates that exclude each other', () => {
    const removal: Proposal = { proposal_type: 8, component_id: 5, op: 'remove' }
    const both = [proposed(1, appDataUpdate(5)), proposed(2, appDataUpdate(6)), proposed(3, removal)]
    const commit = forgeCommit(group, 0, { byReference: [], path: false, byValue: [psk(1)] })
    const content = commit.content
    if (content.content_type !== 'commit') throw new Error('expected a commit')
    const references = both.map((message) => ({
      type: 'reference' as const,
      reference: group.follower.proposalRef(message),
    }))
    const forged = forgeMessage(group, 0, { commit: { proposals: references, path: null } })
    const error = faultOf(() => group.follower.stage(forged, both))
    const refs = [both[0], both[2]].map((message) => message && group.follower.proposalRef(message))
    expect(error).toMatchObject({ code: 'proposal-list', section: 'mls-extensions-09, 4.7', refs })
  })

  it('hold no AppSync beside GroupContextExtensions (barnes-mls-appsync-00)', () => {
    const state = { applicationId: 1, stateType: 'irreducible', state: { element: Uint8Array.of(1) } } as const
    const extensions = withApplicationState([], state, defaultAppRules)
    const within = groupOf('01', extensions)
    const sync = proposed(1, appSync, within)
    expect(fault({ byReference: [sync], path: false }, within)).toBe('none')
    const references = [{ type: 'reference' as const, reference: within.follower.proposalRef(sync) }]
    const proposals = [...references, { type: 'proposal' as const, proposal: replacing(...extensions) }]
    const { path } = commitOf(forgeCommit(within, 0, {}))
    const both = forgeMessage(within, 0, { commit: { proposals, path } })
    expect(faultOf(() => within.follower.stage(both, [sync]))).toMatchObject({
      code: 'proposal-list',
      section: 'barnes-mls-appsync-00, 3',
      refs: [within.follower.proposalRef(sync)],
    })
  })

  it('need everybody who stays to know their types (13.2)', () => {
    const bare = bareKeyPackage(device('06', 'bare'))
    const within = forgeGroup('06', [...bundles['06'].slice(0, 2), bare])
    const known = forgeGroup('06', bundles['06'].slice(0, 3))
    expect(fault({ byValue: [appDataUpdate(0x22)], path: false }, within)).toEqual(['proposal-list', '12.2', 0])
    expect(fault({ byValue: [appDataUpdate(0x22)], path: false }, known)).toBe('none')
    const leaving = { byReference: [proposed(1, selfRemove, within)] }
    expect(fault(leaving, within)).toEqual(['proposal-list', '12.2', 1])
    expect(fault({ ...leaving, byValue: [remove(2)] }, within)).toBe('none')
  })

  it('ask of no member what it cannot do (7.3, 13.4)', () => {
    const bare = bareKeyPackage(device('06', 'bare')).keyPackage
    const dictionary = extension(extensionTypes.app_data_dictionary, Uint8Array.of(0))
    const within = groupOf('06', [dictionary])
    expect(fault({ byValue: [add(bare)] }, within)).toEqual(['proposal-list', '13.4', 0])
    expect(fault({ byValue: [add(bare)] })).toBe('none')
    const tooMuch = requiring({ proposal_types: [0xf0a1] })
    expect(fault({ byValue: [replacing(tooMuch)] })).toEqual(['leaf', '7.3', 0])
    expect(fault({ byValue: [replacing(requiring({ proposal_types: [8] }))] })).toBe('none')
    const asking = requiring({ proposal_types: [8] })
    expect(fault({ byValue: [add(bare)] }, groupOf('06', [asking]))).toEqual(['proposal-list', '7.3', 0])
    // 12.3: the new extensions count when other proposals are judged.
    expect(fault({ byValue: [add(bare), replacing(asking)] })).toEqual(['proposal-list', '7.3', 0])
  })

  it('leave no two members with one key (7.3)', () => {
    const eve = group.follower.member(4)
    const bob = group.follower.member(1)
    if (!eve || !bob) throw new Error('no such members')
    const { encryption_key } = eve
    const taken = update(group, 1, { encryption_key })
    expect(fault({ byReference: [proposed(1, taken)] })).toEqual(['proposal-list', '7.3', 1])
    expect(fault({ leaf: (leaf) => ({ ...leaf, encryption_key }) })).toEqual(['path', '12.4.2', 0])
  })
})
