/**
 * Each kind of vectors verified by somebody else's means: noble's curves and hashes, node:crypto for the AEAD alone, and
 * plain byte arithmetic. Nothing of Mimicry is imported but the form of the files.
 */
import { createDecipheriv } from 'node:crypto'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { EncryptionCase, MarkCase, ReferenceCase, SignatureCase } from '../types.js'
import { bytes, hex, join, text, uint16, vec, Walk } from './bytes.js'
import { suiteOf } from './suites.js'

/** False, too, where a library throws. */
function holds(work: () => boolean): boolean {
  try {
    return work()
  } catch {
    return false
  }
}

export const labelled = (label: string, content: Uint8Array) => join(vec(text(`MLS 1.0 ${label}`)), vec(content))

const verified = new Map<string, boolean>()

/** Remembered: many cases come back to the same genuine signature. */
export function verifies(suite: number, key: string, message: Uint8Array, signature: string): boolean {
  const question = [suite, key, hex(message), signature].join()
  let answer = verified.get(question)
  if (answer === undefined) {
    answer = holds(() => suiteOf(suite).signature.verify(bytes(signature), message, bytes(key)))
    verified.set(question, answer)
  }
  return answer
}

/** RFC 9180, 4 to 6, base mode. */
export function schedule(number: number, shared: Uint8Array, receiver: Uint8Array, enc: Uint8Array, info: Uint8Array) {
  const { hash, kem, aead } = suiteOf(number)
  const kemId = join(text('KEM'), uint16(kem.id))
  const hpkeId = join(text('HPKE'), uint16(kem.id), uint16(hash.id), uint16(aead.id))
  const pull = (id: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array) =>
    extract(hash.of, join(text('HPKE-v1'), id, text(label), ikm), salt)
  const stretch = (id: Uint8Array, prk: Uint8Array, label: string, context: Uint8Array, length: number) =>
    expand(hash.of, prk, join(uint16(length), text('HPKE-v1'), id, text(label), context), length)
  const none = new Uint8Array()
  const prk = pull(kemId, none, 'eae_prk', shared)
  const sharedSecret = stretch(kemId, prk, 'shared_secret', join(enc, receiver), hash.of.outputLen)
  const context = join(Uint8Array.of(0), pull(hpkeId, none, 'psk_id_hash', none), pull(hpkeId, none, 'info_hash', info))
  const secret = pull(hpkeId, sharedSecret, 'secret', none)
  const key = stretch(hpkeId, secret, 'key', context, aead.keyLength)
  return { sharedSecret, key, baseNonce: stretch(hpkeId, secret, 'base_nonce', context, 12) }
}

function unsealed(number: number, key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array) {
  const { name } = suiteOf(number).aead
  const options = { authTagLength: 16 }
  const cipher =
    name === 'chacha20-poly1305'
      ? createDecipheriv(name, key, nonce, options)
      : createDecipheriv(name, key, nonce, options)
  cipher.setAuthTag(ciphertext.subarray(-16))
  cipher.setAAD(aad, { plaintextLength: ciphertext.length - 16 })
  return join(cipher.update(ciphertext.subarray(0, -16)), cipher.final())
}

export function opened(
  number: number,
  key: Uint8Array,
  enc: Uint8Array,
  info: Uint8Array,
  aad: Uint8Array,
  ct: Uint8Array,
) {
  const { kem } = suiteOf(number)
  const made = schedule(number, kem.agree(key, enc), kem.publicKey(key), enc, info)
  return { ...made, plaintext: unsealed(number, made.key, made.baseNonce, aad, ct) }
}

/** A case with or without its repair, which may have what else was computed than the case has. */
export type Repaired<T extends { repair?: unknown }> = T & NonNullable<T['repair']>

export const goodReference = ({ suite, label, content, reference, ...given }: Repaired<ReferenceCase>) => {
  const input = given.refHashInput ? bytes(given.refHashInput) : join(vec(text(label)), vec(bytes(content)))
  return hex(suiteOf(suite).hash.of(input)) === reference
}

export const goodSignature = ({ suite, publicKey, label, content, signature, ...given }: Repaired<SignatureCase>) => {
  const message = given.signContent ? bytes(given.signContent) : labelled(label, bytes(content))
  return (
    verifies(suite, publicKey, message, signature) && (given.struct !== 'Frank' || frankFits(given.bytes, given.fields))
  )
}

/** 06, 5.4.1.3: the suite in use, and an agent of the hub's domain. */
function frankFits(frank: string, fields: SignatureCase['fields'] = {}): boolean {
  const agent = new Walk(bytes(fields['franking_agent'] ?? '')).skip('vec', 2)
  const domain = (uri: string) => new URL(uri.replace('mimi:', 'https:')).host
  const sameDomain = domain(Buffer.from(agent.vec()).toString()) === domain(fields['room_uri'] ?? '')
  return sameDomain && String(new Walk(bytes(frank)).skip(32).uint(2)) === fields['group_cipher_suite']
}

export const goodEncryption = ({ suite, label, context, aad, ...given }: Repaired<EncryptionCase>) => {
  const info = given.encryptContext ? bytes(given.encryptContext) : labelled(label, bytes(context))
  const { privateKey, kemOutput, ciphertext } = given
  return holds(() => {
    const { plaintext } = opened(suite, bytes(privateKey), bytes(kemOutput), info, bytes(aad), bytes(ciphertext))
    return hex(plaintext) === given.plaintext
  })
}

export const goodMark = ({ algorithm, key, input, mark }: MarkCase) => {
  const [secret, data] = [bytes(key), bytes(input)]
  return hex(algorithm === 'SHA-256' ? sha256(join(secret, data)) : hmac(sha256, secret, data)) === mark
}
