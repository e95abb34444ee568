/** The committed vectors, computed again by somebody else. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CryptoVectorFile, SignatureCase } from '../types.js'
import { bytes, hex, join, text, uint64, vec, Walk } from './bytes.js'
import { suiteOf } from './suites.js'
import { goodEncryption, goodMark, goodReference, goodSignature, labelled, type Repaired, schedule } from './verify.js'

/** What a walk over what travels says must be the content, and what else it meets. */
function readBack({ struct, bytes: sent, fields }: SignatureCase, old: boolean) {
  const body = bytes(sent)
  const walk = new Walk(body)
  if (struct === 'KeyMaterialRequest') {
    walk.skip(1, 'vec', 'vec', 'vec', 'vec', 'vec', 'vec', 'vec')
    const key = walk.vec()
    const content = body.subarray(0, walk.skip(2, 'vec').at)
    return { key, content, signature: walk.vec(), walk }
  }
  if (struct === 'GroupInfoRequest') {
    const key = walk.skip(3).vec()
    const before = body.subarray(0, walk.skip(2, 'vec', ...(old ? [] : ['vec' as const])).at)
    const code = walk.vec()
    const optional = code.length === 0 ? Uint8Array.of(0) : join(Uint8Array.of(1), vec(code))
    return { key, content: join(before, optional), signature: walk.vec(), walk }
  }
  if (struct === 'GroupInfoResponse') {
    walk.skip(...(old ? [4, 'vec' as const] : [1, 'vec' as const, 3]))
    const key = walk.vec()
    walk.skip(
      2,
      'vec',
      ...(old
        ? ([4, 'vec', 8, 'vec', 'vec', 'vec', 'vec', 'vec', 4, 'vec', 1, 'vec'] as const)
        : (['vec', 'vec'] as const)),
    )
    return { key, content: body.subarray(0, walk.at), signature: walk.vec(), walk }
  }
  const { sender_uri = '', room_uri = '', accepted_timestamp = '', franking_agent = '' } = fields ?? {}
  const context = join(vec(text(sender_uri)), vec(text(room_uri)), uint64(accepted_timestamp))
  return {
    key: new Walk(bytes(franking_agent)).vec(),
    content: join(walk.take(34), context),
    signature: walk.vec(),
    walk,
  }
}

/** What has been altered by each flag, so that a case is wrong for the reason it gives and for no other. */
const repairedBy: Readonly<Record<string, readonly string[]>> = {
  WrongKey: ['publicKey', 'privateKey'],
  WrongLabel: ['label', 'signContent'],
  AlteredSignature: ['signature'],
  WrongLength: ['signature', 'reference', 'mark'],
  SignatureForm: ['signature'],
  ChangedContent: ['bytes', 'content', 'publicKey', 'privateKey', 'fields'],
  OtherContent: ['content'],
  JoiningCode: ['content'],
  SuiteMismatch: ['fields'],
  WrongAgent: ['fields'],
  OtherInput: ['refHashInput', 'input'],
  WrongHash: ['suite'],
  AlteredReference: ['reference'],
  OtherInfo: ['label', 'context', 'encryptContext'],
  ContextForm: ['context', 'input'],
  OtherReceiver: ['publicKey', 'privateKey'],
  OtherSuite: ['suite'],
  AuthenticatedData: ['aad'],
  Altered: ['kemOutput', 'ciphertext', 'mark'],
  OtherKey: ['key', 'input'],
  OtherAlgorithm: ['algorithm'],
}

type AnyCase = CryptoVectorFile['cases'][number]

/** The case is what it says, and with its repair it is valid. */
function judged<T extends AnyCase>(one: T, good: (given: Repaired<T>) => boolean): void {
  const { repair, result, flags, id } = one as T & { repair?: object }
  const asIs = one as Repaired<T>
  expect(good(asIs), `${id} as it is`).toBe(result === 'valid' || (result === 'ambiguous' && !repair))
  if (!repair) return
  const allowed = flags.flatMap((flag) => repairedBy[flag] ?? [])
  expect(
    Object.keys(repair).filter((member) => !allowed.includes(member)),
    `${id}: repaired members`,
  ).toEqual([])
  expect(good({ ...asIs, ...repair }), `${id} repaired`).toBe(true)
}

const folder = new URL('..', import.meta.url)
function read(name: string): { name: string; file: CryptoVectorFile } {
  return { name, file: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) }
}

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map(read)

describe.each(files)('$name', ({ file }) => {
  it('has every case as it says, and repaired it is valid', () => {
    if (file.operation === 'reference') for (const one of file.cases) judged(one, goodReference)
    else if (file.operation === 'signature') for (const one of file.cases) judged(one, goodSignature)
    else if (file.operation === 'encryption') for (const one of file.cases) judged(one, goodEncryption)
    else for (const one of file.cases) judged(one, goodMark)
    const invalid = file.cases.filter(({ result, repair }) => result === 'invalid' && !repair)
    expect(invalid.map(({ id }) => id)).toEqual([])
  })

  it('says what its flags mean, and has each of them', () => {
    const used = new Set(file.cases.flatMap(({ flags }) => flags))
    expect(Object.keys(file.notes).toSorted()).toEqual([...used].toSorted())
    expect(new Set(file.cases.map(({ id }) => id)).size).toBe(file.cases.length)
  })

  if (file.operation === 'signature') {
    it('signs what travels, with the keys that it gives', () => {
      for (const one of file.cases) {
        const { suite, publicKey, privateKey, content, label, signature, intermediate, flags, result } = one
        const read = readBack(one, file.drafts.includes('01'))
        expect([hex(read.content), hex(read.signature), hex(read.key)], one.id).toEqual([content, signature, publicKey])
        expect(read.walk.done, one.id).toBe(true)
        expect(hex(suiteOf(suite).signature.publicKey(bytes(privateKey)))).toBe(publicKey)
        if (result !== 'valid') continue
        const message = labelled(label, bytes(content))
        expect(intermediate?.signContent).toBe(hex(message))
        if (!flags.includes('OtherS'))
          expect(hex(suiteOf(suite).signature.sign(message, bytes(privateKey)))).toBe(signature)
      }
    })
  }

  if (file.operation === 'encryption') {
    it('is sealed from the ephemeral key, by way of the values that it gives', () => {
      for (const one of file.cases) {
        const { suite, publicKey, privateKey, ephemeralPrivateKey, kemOutput, context, label, intermediate } = one
        const { kem } = suiteOf(suite)
        expect(hex(kem.publicKey(bytes(privateKey)))).toBe(publicKey)
        if (!intermediate) continue
        expect(hex(kem.publicKey(bytes(ephemeralPrivateKey)))).toBe(kemOutput)
        const info = labelled(label, bytes(context))
        const shared = kem.agree(bytes(ephemeralPrivateKey), bytes(publicKey))
        const made = schedule(suite, shared, bytes(publicKey), bytes(kemOutput), info)
        const { sharedSecret, key, baseNonce } = made
        expect({ encryptContext: info, sharedSecret, key, baseNonce }).toEqual(
          Object.fromEntries(Object.entries(intermediate).map(([name, value]) => [name, bytes(value)])),
        )
      }
    })
  }

  if (file.operation === 'mark') {
    it('marks what its fields say', () => {
      for (const { fields, input } of file.cases) {
        const { sender_uri = '', room_uri = '', accepted_timestamp, franking_tag = '', application_data } = fields
        if (application_data !== undefined) {
          expect(input).toBe(application_data)
          continue
        }
        const [sender, room] = [text(sender_uri), text(room_uri)].map(file.drafts.includes('06') ? vec : (uri) => uri)
        const context = join(sender ?? text(''), room ?? text(''), uint64(accepted_timestamp ?? ''))
        expect([fields['context'], input]).toEqual([hex(context), franking_tag + hex(context)])
      }
    })
  }
})
