import { describe, expect, it } from 'vitest'
import { type UpdateParts, wrongTrees } from './artefacts.js'
import { createDevice, type Device } from './device.js'
import { createGroup } from './engine.js'
import { inspectTree, known, tryJoin, tryJoinExternally } from './isolated.js'
import type { KeyPackageBundle } from './key-package-bundle.js'

const groupId = new TextEncoder().encode('mimi://a.example/r/room')
const device = (name: string): Device =>
  createDevice({ draft: '06', userUri: `mimi://b.example/u/${name}`, clientUri: `mimi://b.example/d/${name}/1` })

function one(owner: Device): KeyPackageBundle {
  const [bundle] = owner.keyPackages(1)
  if (!bundle) throw new Error('no key package')
  return bundle
}

/** Alice in a group of three, who has the commit that makes a tree of it, and one more pending. */
async function room() {
  const alice = device('alice')
  const group = await createGroup(alice, { groupId })
  const bundle = one(device('bob'))
  const start = await group.commit({ add: [bundle.bytes, one(device('cathy')).bytes], path: true })
  start.accepted()
  const { welcome, ratchetTree, groupInfo } = start
  if (!welcome) throw new Error('no welcome')
  const forging = { device: alice, group, pending: await group.update() }
  return { group, invitation: { draft: '06' as const, bundle, welcome, ratchetTree }, groupInfo, forging }
}

describe('joining by what a target gave', () => {
  it('succeeds when all of it is right, tried in a process of its own', async () => {
    const { group, invitation, groupInfo } = await room()
    const joined = await tryJoin(invitation)
    expect(joined.ok && joined.value.epochAuthenticator).toEqual(group.epochAuthenticator)
    const { ratchetTree } = invitation
    const external = await tryJoinExternally({ device: device('erin'), groupInfo, ratchetTree })
    expect(external.ok && external.value.group.epoch).toBe(2n)
  })

  it('is refused in words where the Welcome is for another', async () => {
    const { invitation } = await room()
    const stranger = { ...invitation, bundle: one(device('eve')) }
    expect(await tryJoin(stranger)).toMatchObject({ ok: false, finding: { kind: 'refused' } })
    known(invitation.welcome, invitation.ratchetTree)
    expect(await tryJoin(stranger)).toMatchObject({ ok: false, finding: { kind: 'refused' } })
  })

  it.each(Object.entries(wrongTrees))('finds %s before ts-mls sees it', async (_, { make, problem }) => {
    const { invitation, forging } = await room()
    const { groupInfo, ratchetTree }: UpdateParts = await make(forging)
    const finding = { kind: 'invalid', fault: problem }
    expect(inspectTree({ draft: '06', groupInfo, ratchetTree })).toMatchObject({ ok: false, finding })
    expect(await tryJoinExternally({ device: device('erin'), groupInfo, ratchetTree })).toMatchObject({ finding })
    if (problem !== 'malformed-tree') return
    expect(await tryJoin({ ...invitation, ratchetTree })).toMatchObject({ ok: false, finding })
  })

  it('does not let a client replace who is no member', async () => {
    const { invitation, groupInfo } = await room()
    const join = { device: device('erin'), groupInfo, ratchetTree: invitation.ratchetTree, replaces: 0x7fffffff }
    await expect(tryJoinExternally(join)).rejects.toThrow('no member has leaf index 2147483647')
  })

  it('tells bytes that are no such structures', async () => {
    const { invitation, groupInfo } = await room()
    const ratchetTree = invitation.ratchetTree.subarray(1)
    expect(inspectTree({ draft: '06', groupInfo, ratchetTree })).toMatchObject({ finding: { kind: 'malformed' } })
    expect(await tryJoin({ ...invitation, ratchetTree })).toMatchObject({ finding: { kind: 'malformed' } })
    const welcome = invitation.welcome.subarray(1)
    expect(await tryJoin({ ...invitation, welcome })).toMatchObject({ finding: { kind: 'malformed' } })
  })
})
