/** The MLS working group's vectors, where they lie beside the repository; the project has no copy of them. */
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../codec/index.js'
import { treeDefect } from './hostile.js'
import { verifyKeyPackage } from './key-package.js'
import { importKeyPair } from './keys.js'
import { keyPackageRef, signWithLabel, verifyWithLabel } from './sign.js'
import { suiteOf } from './suites.js'
import { confirmedTranscriptHash, interimTranscriptHash } from './transcript.js'
import { AuthenticatedContent } from './wire/framing.js'
import { type LeafNode, LeafNodeTBS } from './wire/leaf-node.js'
import { MLSMessage } from './wire/message.js'
import { RatchetTree } from './wire/ratchet-tree.js'
import { present, vectors } from './wire/test-vectors.js'

interface Vector {
  cipher_suite: number
  [field: string]: unknown
}

function bytes(vector: Vector, field: string): Uint8Array {
  const hex = vector[field]
  if (typeof hex !== 'string') throw new Error(`the vector has no ${field}`)
  return Uint8Array.from(Buffer.from(hex, 'hex'))
}

function tbs(leaf: LeafNode, group_id: Uint8Array, leaf_index: number): LeafNodeTBS {
  return leaf.leaf_node_source === 'key_package' ? leaf : { ...leaf, group_id, leaf_index }
}

describe.skipIf(!present)('welcome', () => {
  it.each(vectors<Vector>('welcome'))(
    'suite $cipher_suite: the key package is valid and the Welcome names it',
    (vector) => {
      const message = decode(MLSMessage['06'], bytes(vector, 'key_package'))
      const welcome = decode(MLSMessage['06'], bytes(vector, 'welcome'))
      if (!('key_package' in message) || !('welcome' in welcome)) throw new Error('unexpected messages')
      const leaf = message.key_package.leaf_node
      if (leaf.leaf_node_source !== 'key_package') throw new Error('unexpected leaf')
      const then = new Date(Number(leaf.lifetime.not_before) * 1000)
      // The maker of these key packages lists suites 1 to 6, whichever it uses.
      const problems = verifyKeyPackage(message.key_package, then).map(({ code }) => code)
      expect(problems).toEqual(vector.cipher_suite === 7 ? ['capabilities-suite'] : [])
      // The envelope's version and wire format are 4 bytes.
      const ref = keyPackageRef(vector.cipher_suite, bytes(vector, 'key_package').subarray(4))
      expect(welcome.welcome.secrets.map(({ new_member }) => Buffer.from(new_member).toString('hex'))).toContain(
        Buffer.from(ref).toString('hex'),
      )
    },
  )
})

describe.skipIf(!present)('tree-validation', () => {
  it.each(vectors<Vector>('tree-validation'))(
    'suite $cipher_suite: every leaf signature verifies, and no longer when changed',
    (vector) => {
      const tree = decode(RatchetTree, bytes(vector, 'tree'))
      expect(treeDefect(tree)).toBeNull()
      const group_id = bytes(vector, 'group_id')
      let leaves = 0
      for (const [index, node] of tree.entries()) {
        if (node?.node_type !== 'leaf') continue
        const leaf = node.leaf_node
        const signed = encode(LeafNodeTBS, tbs(leaf, group_id, index / 2))
        const verified = (content: Uint8Array) =>
          verifyWithLabel(vector.cipher_suite, leaf.signature_key, 'LeafNodeTBS', content, leaf.signature)
        expect(verified(signed)).toBe(true)
        expect(verified(signed.subarray(1))).toBe(false)
        leaves++
      }
      expect(leaves).toBeGreaterThan(0)
    },
  )
})

describe.skipIf(!present)('message-protection', () => {
  it.each(vectors<Vector>('message-protection'))(
    "suite $cipher_suite: signatures made with the vector's key verify",
    (vector) => {
      const { signature } = suiteOf(vector.cipher_suite)
      const raw = bytes(vector, 'signature_priv')
      // One implementation leaves out a scalar's leading zeros.
      const scalar = new Uint8Array(signature.coordinate)
      scalar.set(raw, scalar.length - raw.length)
      const keys = importKeyPair(signature, bytes(vector, 'signature_pub'), scalar)
      const content = bytes(vector, 'proposal')
      const made = signWithLabel(vector.cipher_suite, keys.privateKey, 'FramedContentTBS', content)
      expect(verifyWithLabel(vector.cipher_suite, keys.publicKey, 'FramedContentTBS', content, made)).toBe(true)
      expect(verifyWithLabel(vector.cipher_suite, keys.publicKey, 'LeafNodeTBS', content, made)).toBe(false)
    },
  )
})

describe.skipIf(!present)('transcript-hashes', () => {
  it.each(vectors<Vector>('transcript-hashes'))('suite $cipher_suite: both hashes follow from the commit', (vector) => {
    const commit = decode(AuthenticatedContent['06'], bytes(vector, 'authenticated_content'))
    const suite = vector.cipher_suite
    const before = bytes(vector, 'interim_transcript_hash_before')
    const confirmed_transcript_hash = confirmedTranscriptHash('06', suite, before, commit)
    expect(confirmed_transcript_hash).toEqual(bytes(vector, 'confirmed_transcript_hash_after'))
    if (!('confirmation_tag' in commit.auth)) throw new Error('the vector holds no commit')
    const { confirmation_tag } = commit.auth
    const { group_id, epoch } = commit.content
    const context = { version: 1, cipher_suite: suite, group_id, epoch, tree_hash: before, extensions: [] }
    const group_context = { ...context, confirmed_transcript_hash }
    expect(interimTranscriptHash({ group_context, confirmation_tag })).toEqual(
      bytes(vector, 'interim_transcript_hash_after'),
    )
  })
})
