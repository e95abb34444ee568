/** The objects that the vectors are about are sound by themselves, so that nobody refuses them for another reason. */
import { describe, expect, it } from 'vitest'
import { drafts } from '../../../src/drafts/ids.js'
import { verifyKeyPackage } from '../../../src/mls/key-package.js'
import { PublicGroup } from '../../../src/mls/public-group.js'
import { supportedSuites } from '../../../src/mls/suites.js'
import { alice, bob, groupOf } from './group.js'
import { keyPackageOf } from './key-packages.js'

describe.each(drafts)('the group in %s', (draft) => {
  it.each([...supportedSuites])('is one that can be joined (suite %i)', (suite) => {
    const { info, tree } = groupOf(draft, suite)
    const group = PublicGroup.open({ draft, groupInfo: info, ratchetTree: tree })
    expect(group.members.map(({ leaf_node: { credential } }) => credential)).toMatchObject(
      [alice, bob].map((user) => ({ identity: new TextEncoder().encode(user) })),
    )
  })
})

it.each([...supportedSuites])('the key package is valid (suite %i)', (suite) => {
  const extension = { extension_type: 0xf00d, extension_data: new Uint8Array(3) }
  for (const extensions of [[], [extension]]) {
    expect(verifyKeyPackage(keyPackageOf(suite, extensions), new Date('2026-01-01'))).toEqual([])
  }
})
