/** What is inside of the vectors, walked through and verified: key packages, proposals, group infos, contents. */
import { readFileSync } from 'node:fs'
import { expand } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { describe, expect, it } from 'vitest'
import type { EncryptionFile, MarkFile, ReferenceFile, SignatureCase, SignatureFile } from '../types.js'
import { bytes, hex, join, text, uint16, vec, Walk } from './bytes.js'
import { suiteOf } from './suites.js'
import { labelled, opened, verifies } from './verify.js'

function read(name: string): string {
  return readFileSync(new URL(`../${name}.json`, import.meta.url), 'utf8')
}

function fileOf(name: string): ReferenceFile {
  return JSON.parse(read(name))
}

/** Steps over a KeyPackage (RFC 9420, 7.2 and 10) and hands out what it has. */
function keyPackageAt(walk: Walk) {
  const start = walk.at
  const initKey = walk.skip(4).vec()
  const leaf = walk.at
  const encryptionKey = walk.vec()
  const signatureKey = walk.vec()
  walk.skip(2, 'vec', 'vec', 'vec', 'vec', 'vec', 'vec', 1, 16, 'vec')
  const leafContent = walk.octets.subarray(leaf, walk.at)
  const leafSignature = walk.vec()
  const content = walk.octets.subarray(start, walk.skip('vec').at)
  return { initKey, encryptionKey, signatureKey, leafContent, leafSignature, content, signature: walk.vec() }
}

/** Steps over a Proposal of the kinds that the vectors have. */
function proposalAt(walk: Walk): void {
  const type = walk.uint(2)
  if (type === 1) keyPackageAt(walk)
  else if (type === 3) walk.skip(4)
  else if (type === 8) walk.skip(3, 'vec')
  else expect(type).toBe(10)
}

it('key packages are signed, with the keys that are given', () => {
  for (const { id, suite, bytes: sent, content, keys } of fileOf('key-package-reference').cases) {
    expect(content).toBe(sent)
    if (!keys) continue
    const walk = new Walk(bytes(sent))
    const found = keyPackageAt(walk)
    expect(walk.done).toBe(true)
    const key = hex(found.signatureKey)
    expect(verifies(suite, key, labelled('LeafNodeTBS', found.leafContent), hex(found.leafSignature)), id).toBe(true)
    expect(verifies(suite, key, labelled('KeyPackageTBS', found.content), hex(found.signature)), id).toBe(true)
    const { kem, signature } = suiteOf(suite)
    const publicOf = (name: string, of: typeof kem.publicKey) => of(bytes(keys[name] ?? ''))
    expect(publicOf('initPrivateKey', kem.publicKey)).toEqual(found.initKey)
    expect(publicOf('encryptionPrivateKey', kem.publicKey)).toEqual(found.encryptionKey)
    expect(publicOf('signaturePrivateKey', signature.publicKey)).toEqual(found.signatureKey)
  }
})

describe.each(['proposal-reference', 'proposal-reference-06'])('%s', (name) => {
  it('has proposals that their senders signed, and members tagged', () => {
    for (const { id, suite, bytes: sent, content, groupContext = '', keys } of fileOf(name).cases) {
      const walk = new Walk(bytes(sent))
      expect(hex(walk.take(4))).toBe('00010001')
      walk.skip('vec', 8)
      const fromMember = walk.uint(1) === 1
      walk.skip(4, 'vec', 1)
      proposalAt(walk)
      // The AuthenticatedContent begins with the wire format; before it the version is signed, too (6.1).
      const framed = walk.octets.subarray(2, walk.at)
      const signature = walk.vec()
      expect(content).toBe(hex(walk.octets.subarray(2, walk.at)))
      const tbs = join(bytes('0001'), framed, bytes(groupContext))
      const tag = fromMember ? walk.vec() : null
      expect(walk.done).toBe(true)
      expect(groupContext === '').toBe(!fromMember)
      if (!keys) continue
      const of = fromMember ? 'alice' : 'hub'
      const key = keys[`${of}SignaturePublicKey`] ?? ''
      expect(hex(suiteOf(suite).signature.publicKey(bytes(keys[`${of}SignaturePrivateKey`] ?? '')))).toBe(key)
      expect(verifies(suite, key, labelled('FramedContentTBS', tbs), hex(signature)), id).toBe(true)
      const membershipKey = bytes(keys['membershipKey'] ?? '')
      if (tag) expect(tag).toEqual(hmac(suiteOf(suite).hash.of, membershipKey, join(tbs, vec(signature))))
    }
  })
})

it('tags of 06 are made over contents that hold their salt, and name sender and room', () => {
  const { cases }: MarkFile = JSON.parse(read('franking-tag-06'))
  for (const { key, fields } of cases) {
    const { application_data = '', sender_uri = '', room_uri = '' } = fields
    expect(key).toBe(fields['salt'])
    for (const part of [`50${key}`, hex(text(sender_uri)), hex(text(room_uri))])
      expect(application_data).toContain(part)
  }
})

it.each(['02ed', '06'])('the first cases of franking in %s are about one message', (draft) => {
  const [tagged, marked]: MarkFile[] = ['franking-tag', 'server-frank'].map((name) =>
    JSON.parse(read(`${name}-${draft}`)),
  )
  expect(marked?.cases[0]?.fields['franking_tag']).toBe(tagged?.cases[0]?.mark)
  if (draft !== '06') return
  const franks: SignatureFile = JSON.parse(read('frank-06'))
  expect(franks.cases[0]?.bytes.slice(0, 64)).toBe(marked?.cases[0]?.mark)
})

interface Known {
  readonly suite: number
  readonly keys?: Readonly<Record<string, string>>
}

/** Steps over a GroupInfo (RFC 9420, 8.1 and 12.4.3) and verifies what it has. */
function genuineGroupInfo(walk: Walk, { suite, keys = {} }: Known): void {
  const { hash, signature } = suiteOf(suite)
  const start = walk.at
  expect(walk.skip(2).uint(2)).toBe(suite)
  const transcript = walk.skip('vec', 8, 'vec').vec()
  const tag = walk.skip('vec', 'vec').vec()
  const content = walk.octets.subarray(start, walk.skip(4).at)
  const signer = hex(signature.publicKey(bytes(keys['groupInfoSignerPrivateKey'] ?? '')))
  expect(verifies(suite, signer, labelled('GroupInfoTBS', content), hex(walk.vec()))).toBe(true)
  // DeriveSecret (8), then the tag (8.1).
  const length = hash.of.outputLen
  const label = join(uint16(length), vec(text('MLS 1.0 confirm')), vec(text('')))
  const confirmationKey = expand(hash.of, bytes(keys['epochSecret'] ?? ''), label, length)
  expect(tag).toEqual(hmac(hash.of, confirmationKey, transcript))
}

function responsesIn(name: string): SignatureCase[] {
  const { cases }: SignatureFile = JSON.parse(read(name))
  return cases.filter(({ id }) => id.endsWith('.genuine'))
}

const { cases: encrypted }: EncryptionFile = JSON.parse(read('group-info-encryption-06'))

describe('a group info', () => {
  it('is genuine under its encryption', () => {
    for (const one of encrypted.filter(({ result }) => result === 'valid')) {
      const walk = new Walk(bytes(one.plaintext))
      genuineGroupInfo(walk, one)
      // A full tree, then pending proposals.
      expect(walk.uint(1)).toBe(1)
      expect(walk.skip('vec').vec().length > 0).toBe(one.id.endsWith('pending-proposal'))
      expect(walk.done).toBe(true)
    }
  })

  it('is genuine in the responses of 01 and 02ed', () => {
    for (const one of responsesIn('group-info-response-01-02ed')) {
      const walk = new Walk(bytes(one.bytes)).skip(4, 'vec', 'vec', 2, 'vec')
      genuineGroupInfo(walk, one)
      expect(walk.skip(1, 'vec', 'vec').done).toBe(true)
    }
  })

  it('comes out of the responses of 06 with the room_id that stands in them', () => {
    for (const { id, suite, bytes: sent, keys } of responsesIn('group-info-response-06')) {
      const walk = new Walk(bytes(sent)).skip(1)
      const info = labelled('GroupInfo and ratchet_tree encryption', walk.vec())
      const [enc, ciphertext] = [walk.skip(3, 'vec', 2, 'vec').vec(), walk.vec()]
      const key = bytes(keys?.['groupInfoPrivateKey'] ?? '')
      const { plaintext } = opened(suite, key, enc, info, new Uint8Array(), ciphertext)
      expect(hex(plaintext)).toBe(encrypted.find((one) => one.id === id)?.plaintext)
    }
  })
})
