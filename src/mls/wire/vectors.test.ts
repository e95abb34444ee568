/** The MLS working group's vectors: everything that is well formed re-encodes to the same bytes. */
import { describe, expect, it } from 'vitest'
import { type Codec, decode, encode, opaque, tryDecode } from '../../codec/index.js'
import { AuthenticatedContent, Commit, KeyPackage, MLSMessage, Proposal, RatchetTree } from './index.js'
import { present, vectors } from './test-vectors.js'

/** Of which only numbers and text are used here. */
type Vector = Readonly<Record<string, string | number>>

function roundTrips(codec: Codec<unknown>, hex: unknown) {
  const bytes = Buffer.from(String(hex), 'hex')
  expect(Buffer.from(encode(codec, decode(codec, bytes))).equals(bytes)).toBe(true)
}

const codec = { message: MLSMessage['06'], proposal: Proposal['06'], commit: Commit['06'] }

describe.runIf(present)('the MLS working group vectors', () => {
  it('deserialization: length headers', () => {
    const headers = vectors<Vector>('deserialization')
    expect(headers.length).toBeGreaterThan(0)
    for (const { vlbytes_header, length } of headers) {
      const header = Buffer.from(String(vlbytes_header), 'hex')
      expect(tryDecode(opaque, header).ok).toBe(length === 0)
      if (Number(length) > 1 << 20) continue
      const whole = Buffer.concat([header, Buffer.alloc(Number(length))])
      expect(decode(opaque, whole)).toHaveLength(Number(length))
      expect(Buffer.from(encode(opaque, whole.subarray(header.length))).equals(whole)).toBe(true)
    }
  })

  it('welcome: key packages and welcomes', () => {
    for (const { key_package, welcome } of vectors<Vector>('welcome')) {
      roundTrips(codec.message, key_package)
      roundTrips(codec.message, welcome)
      const message = decode(codec.message, Buffer.from(String(key_package), 'hex'))
      expect('key_package' in message && encode(KeyPackage, message.key_package).length).toBe(
        String(key_package).length / 2 - 4,
      )
    }
  })

  it('tree-validation and tree-operations: ratchet trees', () => {
    const trees = vectors<Vector>('tree-validation').map(({ tree }) => tree)
    expect(trees.length).toBe(98)
    for (const tree of trees) roundTrips(RatchetTree, tree)
    for (const { proposal, tree_before, tree_after } of vectors<Vector>('tree-operations')) {
      roundTrips(codec.proposal, proposal)
      roundTrips(RatchetTree, tree_before)
      roundTrips(RatchetTree, tree_after)
    }
  })

  it('message-protection: proposals, commits and the messages around them', () => {
    const cases = vectors<Vector>('message-protection')
    expect(cases.length).toBeGreaterThan(0)
    for (const { proposal, commit, proposal_pub, proposal_priv, commit_pub, commit_priv, application_priv } of cases) {
      roundTrips(codec.proposal, proposal)
      roundTrips(codec.commit, commit)
      for (const message of [proposal_pub, proposal_priv, commit_pub, commit_priv, application_priv])
        roundTrips(codec.message, message)
    }
  })

  it('transcript-hashes: authenticated content', () => {
    const cases = vectors<Vector>('transcript-hashes')
    expect(cases.length).toBeGreaterThan(0)
    for (const { authenticated_content } of cases) roundTrips(AuthenticatedContent['06'], authenticated_content)
  })
})
