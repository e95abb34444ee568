import {
  createCommit,
  createGroup as createState,
  encodeMlsMessage,
  generateKeyPackage,
  generateKeyPackageWithKey,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
} from 'ts-mls'
import { decodeKeyPackage, encodeKeyPackage, verifyKeyPackage as engineVerifies } from 'ts-mls/keyPackage.js'
import { encodeRatchetTree } from 'ts-mls/ratchetTree.js'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { drafts } from '../drafts/ids.js'
import { bareKeyPackage } from './artefacts.js'
import { createDevice, type Device } from './device.js'
import { createGroup, EngineError, type Group, groupSuites, joinFromWelcome } from './engine.js'
import type { KeyPackageBundle } from './key-package-bundle.js'
import { verifyKeyPackage } from './key-package.js'
import { rawPrivateKey } from './keys.js'
import { generateSignatureKeys } from './sign.js'
import { ExternalPub, GroupInfo } from './wire/group-info.js'
import { MLSMessage } from './wire/message.js'
import { RatchetTree } from './wire/ratchet-tree.js'

const utf8 = new TextEncoder()
const groupId = utf8.encode('mimi://b.example/r/room')

function device(name: string, suite = 1): Device {
  return createDevice({
    draft: '06',
    userUri: `mimi://b.example/u/${name}`,
    clientUri: `mimi://b.example/d/${name}/1`,
    suite,
  })
}
function bundle(owner: Device): KeyPackageBundle {
  const [made] = owner.keyPackages(1)
  if (!made) throw new Error('no key package')
  return made
}

/** Adds somebody, everybody processes the commit, and the newcomer joins. */
async function invite(adder: Group, others: Group[], newcomer: Device): Promise<Group> {
  const invited = bundle(newcomer)
  const change = await adder.add([invited.bytes])
  for (const other of others) await other.process(change.commit)
  change.accepted()
  const { welcome, ratchetTree } = change
  return joinFromWelcome({ draft: '06', bundle: invited, welcome: welcome ?? new Uint8Array(), ratchetTree })
}

async function three(suite = 1): Promise<{ alice: Group; bob: Group; cathy: Group }> {
  const alice = await createGroup(device('alice', suite), { groupId })
  const bob = await invite(alice, [], device('bob', suite))
  const cathy = await invite(alice, [bob], device('cathy', suite))
  return { alice, bob, cathy }
}

describe.each(groupSuites)('a group of three in suite %i', (suite) => {
  it('agrees on each epoch and reads each other', async () => {
    const { alice, bob, cathy } = await three(suite)
    expect([alice.epoch, bob.epoch, cathy.epoch]).toEqual([2n, 2n, 2n])
    expect(bob.epochAuthenticator).toEqual(alice.epochAuthenticator)
    expect(cathy.epochAuthenticator).toEqual(alice.epochAuthenticator)

    const update = await bob.update()
    await Promise.all([alice.process(update.commit), cathy.process(update.commit)])
    update.accepted()
    const message = await cathy.encrypt(utf8.encode('hello'))
    for (const reader of [alice, bob]) {
      expect(await reader.process(message)).toEqual({ kind: 'application', plaintext: utf8.encode('hello') })
    }
  })
})

describe('a group', () => {
  it('commits by reference what was proposed', async () => {
    const { alice, bob, cathy } = await three()
    const proposal = await alice.proposeRemoval(cathy.leafIndex)
    expect(await bob.process(proposal)).toEqual({ kind: 'proposal' })
    const commit = await alice.update()
    expect(await bob.process(commit.commit)).toEqual({ kind: 'commit', removed: false })
    commit.accepted()
    expect(bob.epochAuthenticator).toEqual(alice.epochAuthenticator)
    expect(bob.members.map(({ leafIndex }) => leafIndex)).toEqual([0, 1])
    await expect(alice.proposeRemoval(2)).rejects.toThrow('no member has leaf index 2')
  })

  it('goes on without a member that was removed, who knows it', async () => {
    const { alice, bob, cathy } = await three()
    const removal = await alice.remove([bob.leafIndex])
    expect(removal.welcome).toBeNull()
    expect(await bob.process(removal.commit)).toEqual({ kind: 'commit', removed: true })
    expect(await cathy.process(removal.commit)).toEqual({ kind: 'commit', removed: false })
    removal.accepted()
    expect(cathy.epochAuthenticator).toEqual(alice.epochAuthenticator)
    expect(cathy.members.map(({ leafIndex }) => leafIndex)).toEqual([0, 2])
    expect(bob.active).toBe(false)
    await expect(alice.remove([1])).rejects.toThrow('no member has leaf index 1')
  })

  it('stays in its epoch until its commit is accepted', async () => {
    const { alice, bob } = await three()
    const refused = await alice.update()
    expect(alice.epoch).toBe(2n)
    const winner = await bob.update()
    await alice.process(winner.commit)
    expect(alice.epoch).toBe(3n)
    await expect(alice.process(refused.commit)).rejects.toBeInstanceOf(EngineError)
  })

  it('keeps extensions of its context as they were given', async () => {
    const extensions = [{ extension_type: 6, extension_data: Uint8Array.of(0) }]
    const alice = await createGroup(device('alice'), { groupId, extensions })
    const bob = await invite(alice, [], device('bob'))
    expect(decode(GroupInfo, await bob.groupInfo()).group_context.extensions).toEqual(extensions)
    await expect(alice.add([bareKeyPackage(device('cathy')).bytes])).rejects.toThrow("doesn't support extension")
  })

  it('welcomes several at once', async () => {
    const alice = await createGroup(device('alice'), { groupId })
    const bundles = ['bob', 'cathy', 'doug'].map((name) => bundle(device(name)))
    const change = await alice.add(bundles.map(({ bytes }) => bytes))
    change.accepted()
    const { welcome, ratchetTree } = change
    for (const [index, one] of bundles.entries()) {
      const joined = await joinFromWelcome({
        draft: '06',
        bundle: one,
        welcome: welcome ?? new Uint8Array(),
        ratchetTree,
      })
      expect(joined.leafIndex).toBe(index + 1)
      expect(joined.epochAuthenticator).toEqual(alice.epochAuthenticator)
    }
  })

  it.each(drafts)('writes only what the strict reader of draft %s reads', async (draft) => {
    const { alice, bob } = await three()
    const update = await bob.add([bundle(device('doug')).bytes])
    const removal = await alice.remove([2])
    const messages = [update.commit, update.welcome, removal.commit, await alice.encrypt(utf8.encode('hi'))]
    for (const bytes of messages) {
      if (!bytes) throw new Error('no welcome')
      expect(encode(MLSMessage[draft], decode(MLSMessage[draft], bytes))).toEqual(bytes)
    }
    expect(decode(RatchetTree, update.ratchetTree)).toHaveLength(7)
    const info = decode(GroupInfo, update.groupInfo)
    expect(info.group_context.epoch).toBe(3n)
    expect(info.extensions.map(({ extension_type }) => extension_type)).toEqual([4])
    const [pub] = info.extensions
    expect(decode(ExternalPub, pub?.extension_data ?? new Uint8Array()).external_pub).toHaveLength(32)
  })

  it('refuses what is not for it with words, not with a crash', async () => {
    const { alice, bob } = await three()
    const elsewhere = await createGroup(device('eve'), { groupId: utf8.encode('elsewhere') })
    const foreign = await elsewhere.encrypt(utf8.encode('hello'))
    await expect(alice.process(foreign)).rejects.toThrow(/^cannot process the message: /)
    await expect(alice.process(foreign.subarray(1))).rejects.toMatchObject({ name: 'CodecError' })
    const { welcome, ratchetTree } = await bob.add([bundle(device('doug')).bytes])
    const stranger = {
      draft: '06' as const,
      bundle: bundle(device('eve')),
      welcome: welcome ?? new Uint8Array(),
      ratchetTree,
    }
    await expect(joinFromWelcome(stranger)).rejects.toThrow(/^cannot join: /)
  })
})

describe('key packages and ts-mls', () => {
  // Its own cryptography lacks the others.
  it.each([1, 2, 5, 7])('it accepts ours in suite %i, and we accept its own', async (suite) => {
    const ours = bundle(device('alice', suite))
    const read = decodeKeyPackage(ours.bytes, 0)
    if (!read) throw new Error('ts-mls cannot read it')
    const engine = await getCiphersuiteImpl(getCiphersuiteFromName(read[0].cipherSuite))
    expect(read[1]).toBe(ours.bytes.length)
    expect(await engineVerifies(read[0], engine.signature)).toBe(true)
    expect(encodeKeyPackage(read[0])).toEqual(ours.bytes)

    const seconds = BigInt(Math.floor(Date.now() / 1000))
    const { publicKey, privateKey } = generateSignatureKeys(suite)
    const { publicPackage } = await generateKeyPackageWithKey(
      { credentialType: 'basic', identity: utf8.encode('mimi://b.example/u/bob') },
      { versions: ['mls10'], ciphersuites: [engine.name], extensions: [], proposals: [], credentials: ['basic'] },
      { notBefore: seconds - 10n, notAfter: seconds + 1000n },
      [],
      { publicKey, signKey: rawPrivateKey(privateKey) },
      engine,
    )
    expect(verifyKeyPackage(encodeKeyPackage(publicPackage), new Date())).toEqual([])
  })

  it('a group of its own takes ours in', async () => {
    const engine = await getCiphersuiteImpl(getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'))
    const lifetime = { notBefore: 0n, notAfter: BigInt(Math.floor(Date.now() / 1000)) + 1000n }
    const made = await generateKeyPackage(
      { credentialType: 'basic', identity: utf8.encode('mimi://b.example/u/bob') },
      { versions: ['mls10'], ciphersuites: [engine.name], extensions: [6], proposals: [], credentials: ['basic'] },
      lifetime,
      [],
      engine,
    )
    const state = await createState(groupId, made.publicPackage, made.privatePackage, [], engine)
    const ours = bundle(device('alice'))
    const read = decodeKeyPackage(ours.bytes, 0)
    if (!read) throw new Error('ts-mls cannot read it')
    const add = { proposalType: 'add' as const, add: { keyPackage: read[0] } }
    const result = await createCommit({ state, cipherSuite: engine }, { extraProposals: [add] })
    if (!result.welcome) throw new Error('no welcome')
    const joined = await joinFromWelcome({
      draft: '06',
      bundle: ours,
      welcome: encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome: result.welcome }),
      ratchetTree: encodeRatchetTree(result.newState.ratchetTree),
    })
    expect(joined.epochAuthenticator).toEqual(result.newState.keySchedule.epochAuthenticator)
  })
})
