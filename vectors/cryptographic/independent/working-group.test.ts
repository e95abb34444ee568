/** The same means on the MLS working group's vectors, where they lie beside the repository; the project has no copy of them. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bytes, hex, join, text, uint64, vec, Walk } from './bytes.js'
import { suiteOf } from './suites.js'
import { goodReference, labelled, opened, verifies } from './verify.js'

const folder = new URL('../../../../shared/mls-vectors/', import.meta.url)
const present = existsSync(folder)
if (!present) console.warn(`the vectors of the MLS working group are not at ${folder.pathname}: this test is skipped`)

interface Welcomed {
  cipher_suite: number
  init_priv: string
  key_package: string
  welcome: string
}
interface Protected {
  cipher_suite: number
  group_id: string
  epoch: number
  tree_hash: string
  confirmed_transcript_hash: string
  signature_pub: string
  proposal: string
  proposal_pub: string
}

function vectors<T>(name: string): T[] {
  return present ? JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) : []
}

describe.skipIf(!present)('welcome', () => {
  it.each(vectors<Welcomed>('welcome'))('suite $cipher_suite: reference and encryption', (vector) => {
    const { cipher_suite: suite, init_priv, key_package, welcome } = vector
    const walk = new Walk(bytes(welcome)).skip(6)
    const secrets = new Walk(walk.vec())
    const context = walk.vec()
    const found = []
    while (!secrets.done) {
      const [reference, sealed] = [hex(secrets.vec()), [secrets.vec(), secrets.vec()] as const]
      const label = 'MLS 1.0 KeyPackage Reference'
      const given = { id: '', comment: '', flags: [], result: 'valid' as const, struct: '', bytes: '' }
      if (!goodReference({ ...given, suite, label, content: key_package.slice(8), reference })) continue
      const [enc, ciphertext] = sealed
      const info = labelled('Welcome', context)
      found.push(opened(suite, bytes(init_priv), enc, info, new Uint8Array(), ciphertext).plaintext)
    }
    // GroupSecrets begin with the joiner_secret (12.4.3.1).
    expect(found.map((plaintext) => new Walk(plaintext).vec().length)).toEqual([suiteOf(suite).hash.of.outputLen])
  })
})

describe.skipIf(!present)('message-protection', () => {
  it.each(vectors<Protected>('message-protection'))('suite $cipher_suite: signature', (vector) => {
    const { cipher_suite: suite, group_id, epoch, tree_hash, confirmed_transcript_hash, signature_pub } = vector
    const message = bytes(vector.proposal_pub)
    const walk = new Walk(message).skip(4, 'vec', 8, 5, 'vec', 1, bytes(vector.proposal).length)
    const end = walk.at
    const signature = hex(walk.vec())
    const version = bytes('0001')
    const hashes = [tree_hash, confirmed_transcript_hash].map((each) => vec(bytes(each)))
    const suiteBytes = Uint8Array.of(0, suite)
    const context = join(version, suiteBytes, vec(bytes(group_id)), uint64(String(epoch)), ...hashes, vec(text('')))
    const signed = labelled('FramedContentTBS', join(message.subarray(0, end), context))
    expect(verifies(suite, signature_pub, signed, signature)).toBe(true)
    expect(verifies(suite, signature_pub, signed.subarray(1), signature)).toBe(false)
  })
})
