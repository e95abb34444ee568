import { describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { type Draft, drafts } from '../drafts/ids.js'
import {
  bareKeyPackage,
  greasedKeyPackage,
  keyPackageNaming,
  lastResortKeyPackage,
  wrongKeyPackages,
} from './artefacts.js'
import { credentialIdentity } from './credential.js'
import { createDevice } from './device.js'
import { isLastResort, satisfies, verifyKeyPackage } from './key-package.js'
import { keyPackageRef } from './sign.js'
import { supportedSuites } from './suites.js'
import { KeyPackage, type RequiredCapabilities } from './wire/key-package.js'

const owner = (draft: Draft = '06', suite = 1) =>
  createDevice({ draft, suite, userUri: 'mimi://b.example/u/alice', clientUri: 'mimi://b.example/d/alice/1' })

describe.each([1, 2])('a wrong key package in suite %i', (suite) => {
  it.each(Object.entries(wrongKeyPackages))('%s has its one problem, and is well formed', (_, { problem, make }) => {
    const { bytes, ref } = make(owner('06', suite))
    expect(verifyKeyPackage(bytes, new Date()).map(({ code }) => code)).toEqual([problem])
    expect(encode(KeyPackage, decode(KeyPackage, bytes))).toEqual(bytes)
    expect(keyPackageRef(suite, bytes)).toEqual(ref)
  })
})

describe('an odd but valid key package', () => {
  it.each(drafts)('is valid in draft %s', (draft) => {
    const device = owner(draft)
    const odd = [
      bareKeyPackage(device),
      greasedKeyPackage(device),
      lastResortKeyPackage(device),
      keyPackageNaming(device, 'x'),
    ]
    for (const { bytes } of odd) expect(verifyKeyPackage(bytes, new Date())).toEqual([])
  })

  it('of another user names that user', () => {
    const { keyPackage } = keyPackageNaming(owner(), 'mimi://b.example/u/bob')
    expect(credentialIdentity(keyPackage.leaf_node.credential)).toEqual(['mimi://b.example/u/bob'])
  })

  it.each(drafts)('of last resort says so in draft %s', (draft) => {
    const [plain] = owner(draft).keyPackages(1)
    expect(isLastResort(lastResortKeyPackage(owner(draft)).keyPackage)).toBe(true)
    expect(plain && isLastResort(plain.keyPackage)).toBe(false)
  })

  it('without extensions satisfies nothing beyond RFC 9420', () => {
    const { keyPackage } = bareKeyPackage(owner())
    const none: RequiredCapabilities = { extension_types: [], proposal_types: [], credential_types: [] }
    const required = (some: Partial<RequiredCapabilities>) => ({
      suites: [1],
      requiredCapabilities: { ...none, ...some },
    })
    expect(satisfies(keyPackage, required({ extension_types: [5], proposal_types: [3], credential_types: [1] }))).toBe(
      true,
    )
    expect(satisfies(keyPackage, required({ extension_types: [6] }))).toBe(false)
    expect(satisfies(keyPackage, required({ proposal_types: [8] }))).toBe(false)
    expect(satisfies(keyPackage, required({ credential_types: [3] }))).toBe(false)
    expect(satisfies(keyPackage, { suites: [2, 7] })).toBe(false)
  })
})

describe.each(supportedSuites)('a key package in suite %i', (suite) => {
  it('is valid, fresh and named by its device', () => {
    const device = createDevice({
      draft: '01',
      suite,
      userUri: 'mimi://b.example/u/alice',
      clientUri: 'mimi://b.example/d/alice/1',
      credentialForm: 'client',
    })
    const made = device.keyPackages(2)
    for (const { bytes } of made) expect(verifyKeyPackage(bytes, new Date())).toEqual([])
    expect(new Set(made.map(({ ref }) => Buffer.from(ref).toString('hex'))).size).toBe(2)
    expect(made.map(({ keyPackage }) => credentialIdentity(keyPackage.leaf_node.credential))).toEqual(
      made.map(() => ['mimi://b.example/d/alice/1']),
    )
  })
})
