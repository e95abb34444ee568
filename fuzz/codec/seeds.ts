/** Real MLS objects, and deliberately wrong ones, for a codec campaign to begin from. */
import { decode, encode, type Codec } from '../../src/codec/index.js'
import type { Draft } from '../../src/drafts/ids.js'
import { wrongKeyPackages, wrongUpdates, type Forging, type UpdateParts } from '../../src/mls/artefacts.js'
import { createDevice, type Device } from '../../src/mls/device.js'
import { createGroup } from '../../src/mls/engine.js'
import { baseOf } from '../mutate/index.js'
import { codecOf } from '../testee/case.js'
import type { Seed } from './cases.js'
import type { Subject } from './subjects.js'

/** Structures of which there are real objects. */
const REAL: readonly string[] = [
  'MLSMessage',
  'KeyPackage',
  'GroupInfo',
  'PartialGroupInfo',
  'RatchetTree',
  'PublicMessage',
  'Welcome',
]

/** Those of each draft of which a real object is tried: the others, too, since elements can be taken from them. */
export async function makeSeeds(subjects: readonly Subject[]): Promise<Seed[]> {
  const drafts = new Set(subjects.filter(({ struct }) => REAL.includes(struct)).map(({ draft }) => draft))
  const seeds: Seed[] = []
  for (const draft of drafts) {
    for (const [struct, bytes] of await objectsOf(draft)) {
      const codec = codecOf(draft, struct)
      if (codec && baseOf(codec, bytes)) seeds.push({ draft, struct, codec, bytes })
    }
  }
  return seeds
}

type Named = readonly [struct: string, bytes: Uint8Array]

async function objectsOf(draft: Draft): Promise<Named[]> {
  const [alice, bob, carol] = ['alice', 'bob', 'carol'].map((name) => deviceOf(draft, name))
  if (!alice || !bob || !carol) throw new Error('there are three devices')
  const group = await createGroup(alice, { groupId: new TextEncoder().encode('mimi://b.example/r/seeds') })
  const objects: Named[] = [bob, carol].flatMap((device) => keyPackagesOf(device))
  const first = await group.commit({ add: bob.keyPackages(1).map(({ bytes }) => bytes) })
  objects.push(...partsOf(draft, first))
  first.accepted()
  objects.push(['MLSMessage', await group.encrypt(new TextEncoder().encode('hello'))])
  objects.push(['MLSMessage', await group.proposeUpdate()])
  const [added] = carol.keyPackages(1)
  const pending = await group.commit({ add: added ? [added.bytes] : [], path: true })
  objects.push(...partsOf(draft, pending))
  objects.push(...(await wrongParts(draft, { device: alice, group, pending, ...(added ? { added } : {}) })))
  return objects
}

function deviceOf(draft: Draft, name: string): Device {
  return createDevice({ draft, userUri: `mimi://b.example/u/${name}`, clientUri: `mimi://b.example/d/${name}/1` })
}

function keyPackagesOf(device: Device): Named[] {
  const right = device.keyPackages(1).map(({ bytes }): Named => ['KeyPackage', bytes])
  return [...right, ...Object.values(wrongKeyPackages).map(({ make }): Named => ['KeyPackage', make(device).bytes])]
}

function partsOf(draft: Draft, { commit, welcome, groupInfo, partialGroupInfo, ratchetTree }: UpdateParts): Named[] {
  const named: Named[] = [
    ['MLSMessage', commit],
    ['GroupInfo', groupInfo],
    ['RatchetTree', ratchetTree],
    ['PartialGroupInfo', partialGroupInfo],
  ]
  if (welcome) named.push(['MLSMessage', welcome])
  return [...named, ...named.flatMap(([struct, bytes]) => insideOf(draft, struct, bytes))]
}

/** The body of an MLSMessage, which is a structure of its own. */
function insideOf(draft: Draft, struct: string, bytes: Uint8Array): Named[] {
  const message = struct === 'MLSMessage' ? codecOf(draft, struct) : undefined
  if (!message || !baseOf(message, bytes)) return []
  const value: unknown = decode(message, bytes)
  const bodies = [
    ['public_message', 'PublicMessage'],
    ['welcome', 'Welcome'],
  ] as const
  return bodies.flatMap(([member, name]): Named[] => {
    const codec: Codec<unknown> | undefined = codecOf(draft, name)
    const body: unknown = Object.entries(value ?? {}).find(([key]) => key === member)?.[1]
    return codec && body !== undefined ? [[name, encode(codec, body)]] : []
  })
}

/** What can be made wrong of this commit; what needs another kind of commit says so. */
async function wrongParts(draft: Draft, forging: Forging): Promise<Named[]> {
  const found: Named[] = []
  for (const { appliesTo, make, twin } of Object.values(wrongUpdates)) {
    if (!appliesTo.includes(draft) || (twin !== 'any' && twin !== 'path' && twin !== 'add')) continue
    try {
      found.push(...partsOf(draft, await make(forging)))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  }
  return found
}
