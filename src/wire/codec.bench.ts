/**
 * Our codec beside that of ts-mls on the same bytes, in interleaved rounds of one process, so that whatever slows the
 * machine slows both. Ours is the whole strict `decode`; theirs is the bare decoder, which checks less.
 */
import {
  type Capabilities,
  defaultLifetime,
  generateKeyPackage,
  getCiphersuiteFromName,
  getCiphersuiteImpl,
} from 'ts-mls'
import { decodeOptional } from 'ts-mls/codec/optional.js'
import { uint8Encoder, decodeUint8 } from 'ts-mls/codec/number.js'
import { flatMapDecoder, mapDecoder, mapDecoders, type Decoder } from 'ts-mls/codec/tlsDecoder.js'
import { contramapBufferEncoders, encode as encodeTheirs } from 'ts-mls/codec/tlsEncoder.js'
import {
  decodeVarLenData,
  decodeVarLenType,
  varLenDataEncoder,
  varLenTypeEncoder,
} from 'ts-mls/codec/variableLength.js'
import { decodeCapabilities } from 'ts-mls/capabilities.js'
import {
  decodeKeyPackage,
  encodeKeyPackage,
  keyPackageEncoder,
  type KeyPackage as TheirKeyPackage,
} from 'ts-mls/keyPackage.js'
import { decodeRatchetTree, encodeRatchetTree } from 'ts-mls/ratchetTree.js'
import { decode, encode, type Codec } from '../codec/index.js'
import { KeyPackage, RatchetTree } from '../mls/wire/index.js'
import { KeyMaterialResponse } from './key-material.js'

const ROUNDS = 21
const ROUND_MS = 40
const CLIENTS = 50
const LEAVES = 500

interface Case {
  readonly name: string
  readonly ours: () => unknown
  readonly theirs: () => unknown
}

/** Calls per second within one round. */
function rate(work: () => unknown): number {
  const started = performance.now()
  let calls = 0
  let elapsed = 0
  while (elapsed < ROUND_MS) {
    for (let i = 0; i < 8; i++) work()
    calls += 8
    elapsed = performance.now() - started
  }
  return (1000 * calls) / elapsed
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN
}

function measure({ name, ours, theirs }: Case): void {
  rate(ours)
  rate(theirs)
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: rate(ours), theirs: rate(theirs) }))
  const ratio = median(rounds.map((round) => round.ours / round.theirs))
  const perSecond = (side: 'ours' | 'theirs') =>
    Math.round(median(rounds.map((round) => round[side]))).toLocaleString('en')
  console.log(
    `${name.padEnd(42)} ${ratio.toFixed(1).padStart(5)} x  (${perSecond('ours')} against ${perSecond('theirs')} per second)`,
  )
}

/** Short lists: the long ones of ts-mls's default, with GREASE, cost its decoder several times as much as ours. */
const capabilities: Capabilities = {
  versions: ['mls10'],
  ciphersuites: ['MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519', 'MLS_128_DHKEMP256_AES128GCM_SHA256_P256'],
  extensions: [],
  proposals: [],
  credentials: ['basic'],
}

async function keyPackageBytes(): Promise<Uint8Array> {
  const suite = await getCiphersuiteImpl(getCiphersuiteFromName('MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519'))
  const identity = new TextEncoder().encode('mimi://a.example/d/alice/phone')
  const made = await generateKeyPackage({ credentialType: 'basic', identity }, capabilities, defaultLifetime, [], suite)
  return encodeKeyPackage(made.publicPackage)
}

/** A KeyMaterialResponse as a user of ts-mls would put it together from its combinators: success for every client. */
interface TheirClient {
  readonly status: number
  readonly uri: Uint8Array
  readonly keyPackage: TheirKeyPackage
}
const decodeClient: Decoder<TheirClient> = flatMapDecoder(decodeUint8, (status) =>
  status === 2
    ? mapDecoder(decodeOptional(decodeCapabilities), () => {
        throw new Error('the benchmark has no such client')
      })
    : mapDecoders([decodeVarLenData, decodeKeyPackage], (uri, keyPackage) => ({ status, uri, keyPackage })),
)
const decodeResponse = mapDecoders(
  [decodeUint8, decodeUint8, decodeVarLenData, decodeVarLenType(decodeClient)],
  (protocol, status, uri, clients) => ({ protocol, status, uri, clients }),
)
const clientEncoder = contramapBufferEncoders(
  [uint8Encoder, varLenDataEncoder, keyPackageEncoder],
  ({ status, uri, keyPackage }: TheirClient) => [status, uri, keyPackage] as const,
)
const encodeResponse = encodeTheirs(
  contramapBufferEncoders(
    [uint8Encoder, uint8Encoder, varLenDataEncoder, varLenTypeEncoder(clientEncoder)],
    (value: { protocol: number; status: number; uri: Uint8Array; clients: TheirClient[] }) =>
      [value.protocol, value.status, value.uri, value.clients] as const,
  ),
)

function cases<T>(
  name: string,
  codec: Codec<T>,
  bytes: Uint8Array,
  decodeTheirs: (bytes: Uint8Array) => unknown,
  encodeTheirsAgain: () => Uint8Array,
): Case[] {
  const value = decode(codec, bytes)
  for (const again of [encode(codec, value), encodeTheirsAgain()]) {
    if (Buffer.compare(again, bytes) !== 0) throw new Error(`${name}: the two codecs write different bytes`)
  }
  return [
    { name: `decode ${name}`, ours: () => decode(codec, bytes), theirs: () => decodeTheirs(bytes) },
    { name: `encode ${name}`, ours: () => encode(codec, value), theirs: encodeTheirsAgain },
  ]
}

function expectRead<T>(read: readonly [T, number] | undefined): T {
  if (!read) throw new Error('ts-mls does not read these bytes')
  return read[0]
}

const keyPackage = await keyPackageBytes()
const ourKeyPackage = decode(KeyPackage, keyPackage)
const uri = new TextEncoder().encode('mimi://a.example/d/alice/phone')
const response = encode(KeyMaterialResponse['06'], {
  protocol: 'mls10',
  userStatus: 'success',
  userUri: { uri },
  clients: Array.from({ length: CLIENTS }, () => ({
    clientStatus: 'success' as const,
    clientUri: { uri },
    keyPackage: ourKeyPackage,
  })),
})
const tree = encode(
  RatchetTree,
  Array.from({ length: 2 * LEAVES - 1 }, (_, i) =>
    i % 2 === 0
      ? { node_type: 'leaf' as const, leaf_node: ourKeyPackage.leaf_node }
      : { node_type: 'parent' as const, parent_node: { encryption_key: uri, parent_hash: uri, unmerged_leaves: [i] } },
  ),
)

const theirKeyPackage = expectRead(decodeKeyPackage(keyPackage, 0))
const theirResponse = expectRead(decodeResponse(response, 0))
const theirTree = expectRead(decodeRatchetTree(tree, 0))

for (const each of [
  ...cases(
    'KeyPackage',
    KeyPackage,
    keyPackage,
    (b) => decodeKeyPackage(b, 0),
    () => encodeKeyPackage(theirKeyPackage),
  ),
  ...cases(
    `KeyMaterialResponse, ${CLIENTS} clients`,
    KeyMaterialResponse['06'],
    response,
    (b) => decodeResponse(b, 0),
    () => encodeResponse(theirResponse),
  ),
  ...cases(
    `ratchet tree, ${LEAVES} leaves`,
    RatchetTree,
    tree,
    (b) => decodeRatchetTree(b, 0),
    () => encodeRatchetTree(theirTree),
  ),
]) {
  measure(each)
}
