/**
 * Values that keep the rules of prose, too, so that a codec that refuses one is wrong: keys of the right lengths,
 * extensions once each, leaves that fit what they are in.
 */
import { type Codec, encode, type Shape } from '../src/codec/index.js'
import type { Scope, StructValue } from '../src/codec/select.js'
import { ExternalPub, ExternalSenders, extensionTypes, RequiredCapabilities } from '../src/mls/wire/index.js'
import {
  ApplicationId,
  certifiedKey,
  kindOfField,
  listBreach,
  nameOf,
  ownBreach,
  sample,
  sampleOfLength,
} from '../src/wire/prose/index.js'
import { generator, type Generate, type Taste } from './generate.js'
import { LENGTHS, someBytesOf, someLength } from './interesting.js'
import type { Random } from './random.js'

/** A value that a codec has to take, however strict it is. Its opaque parts are views of bytes that all values share. */
export function generateSane(codec: Codec<unknown>, random: Random): unknown {
  return generator(codec.shape, sane)(random, null)
}

const sane: Taste = { field, finished, list, compiled: new WeakMap() }

/** Those of Curve25519, as the samples are, and numbers without a meaning. */
const suites = [1, 3, 1, 3, 1, 3, 0x0a0a, 0xf0c5]

function field(name: string, shape: Shape): Generate | undefined {
  if (shape.kind === 'registry') return numberOf(name, shape)
  const kind = kindOfField(name)
  if (!kind) return undefined
  const one: Generate = (random) =>
    sampleOfLength(kind, random.below(16) === 0 ? random.pick(LENGTHS) : someLength(random)) ??
    sample(kind, random.uint32(), (length) => someBytesOf(random, length))
  if (shape.kind === 'opaque') return one
  if (shape.kind !== 'vector' || shape.element.kind !== 'opaque') return undefined
  return (random) => Array.from({ length: random.below(4) }, () => one(random, null))
}

function numberOf(name: string, shape: Extract<Shape, { kind: 'registry' }>): Generate {
  if (name === 'version') return () => 1
  if (name === 'extension_type') return (random) => 0xf100 + random.below(0xe00)
  if (name === 'cipher_suite' || name === 'franking_signature_ciphersuite') return (random) => random.pick(suites)
  const make = generator(shape, sane)
  const isAllowed = allowed(shape)
  return (random, outer) => {
    const number = make(random, outer)
    return isAllowed(number) ? number : 0xf101
  }
}

/** Zero is reserved in every registry that does not use it. */
function allowed(shape: Extract<Shape, { kind: 'registry' }>): (number: unknown) => boolean {
  const usesZero = Object.values(shape.names).includes(0)
  return (number) => usesZero || number !== 0
}

function list(element: Shape, value: unknown[]): unknown[] {
  if (element.kind === 'registry') return value.filter(allowed(element))
  if (nameOf(element) === 'Extension') return distinct(value, (one) => memberOf(one, 'extension_type'))
  if (nameOf(element) === 'Node') return treeOf(value)
  return listBreach(element, value, null) ? [] : value
}

/** One leaf, or two below a parent; empty where there is no leaf. */
function treeOf(nodes: readonly unknown[]): unknown[] {
  const of = (type: string) => nodes.filter((node) => memberOf(node, 'node_type') === type)
  const [[left, right], [parent = null]] = [of('leaf'), of('parent')]
  if (left === undefined) return []
  return right === undefined ? [left] : [left, parent, right]
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function distinct<T>(values: readonly T[], keyOf: (value: T) => unknown): T[] {
  const seen = new Set<unknown>()
  return values.filter((value) => !seen.has(keyOf(value)) && seen.add(keyOf(value)))
}

/** Fields that have to be in this order. */
const orders: Readonly<Record<string, readonly string[]>> = {
  Lifetime: ['not_before', 'not_after'],
  MessageRange: ['first_generation', 'last_generation'],
  MinDefaultMaxTime: ['minimum_time', 'default_time', 'maximum_time'],
  PendingProposalPolicy: ['minimum_delay_ms', 'maximum_delay_ms'],
  MessageExpiration: ['min_expiration_duration', 'default_expiration_duration', 'max_expiration_duration'],
}

/** Extensions with data, by the structure that they may stand in. */
const known: Readonly<Record<string, readonly (readonly [type: number, layout: Codec<unknown>])[]>> = {
  LeafNode: [[extensionTypes.application_id, ApplicationId]],
  GroupContext: [
    [extensionTypes.required_capabilities, RequiredCapabilities],
    [extensionTypes.external_senders, ExternalSenders],
  ],
  GroupInfo: [[extensionTypes.external_pub, ExternalPub]],
}

const keyFields = ['signature_key', 'requestingSignatureKey', 'requesterSignatureKey', 'franking_signature_key']

function finished(name: string, made: StructValue, random: Random, outer: Scope | null): StructValue | null {
  const value: Record<string, unknown> = made
  inOrder(value, orders[name] ?? [])
  for (const [type, layout] of known[name] ?? []) {
    if (random.below(4) > 0) continue
    const extension = { extension_type: type, extension_data: encode(layout, generateSane(layout, random)) }
    value['extensions'] = [...listOf(value['extensions']), extension]
  }
  adapt(name, value)
  if (ownBreach(name, value, outer)) return null
  return value
}

function inOrder(value: Record<string, unknown>, fields: readonly string[]): void {
  const there = fields.filter((field) => typeof value[field] === 'number' || typeof value[field] === 'bigint')
  const sorted = there.map((field) => value[field]).toSorted((a, b) => (Number(a) < Number(b) ? -1 : 1))
  for (const [i, field] of there.entries()) value[field] = sorted[i]
}

function adapt(name: string, value: Record<string, unknown>): void {
  switch (name) {
    case 'Capabilities':
      value['versions'] = withAll(value['versions'], [1])
      value['cipher_suites'] = withAll(value['cipher_suites'], [1])
      value['credentials'] = withAll(value['credentials'], [1])
      value['proposals'] = listOf(value['proposals']).filter((type) => Number(type) > 7)
      value['extensions'] = listOf(value['extensions']).filter((type) => Number(type) > 5)
      break
    case 'Credential':
      if ('certificates' in value) value['certificates'] = [{ cert_data: sample('certificate', 0, someNone) }]
      break
    case 'KeyPackage':
    case 'KeyPackageTBS':
      extend(memberOf(value['leaf_node'], 'capabilities'), 'cipher_suites', [value['cipher_suite']])
      break
    case 'LeafNode':
    case 'LeafNodeTBS': {
      const types = listOf(value['extensions']).map((one) => memberOf(one, 'extension_type'))
      extend(
        value['capabilities'],
        'extensions',
        types.filter((type) => Number(type) > 5),
      )
      extend(value['capabilities'], 'credentials', [memberOf(value['credential'], 'credential_type')])
      break
    }
    case 'KeyMaterialResponse':
      if (value['userStatus'] !== 'partialSuccess' && value['userStatus'] !== 'success') value['clients'] = []
      break
    case 'BaseRoomPolicy':
      value['parent_room'] = listOf(value['parent_room']).slice(0, 1)
      break
    case 'LinkPreviewPolicy':
      if ('link_preview_proxy' in value) value['link_preview_proxy'] = listOf(value['link_preview_proxy']).slice(0, 1)
      break
    case 'RoleData':
      value['roles'] = distinct(listOf(value['roles']), (role) => memberOf(role, 'role_index'))
      break
  }
  if (Array.isArray(memberOf(value['credential'], 'certificates'))) {
    for (const key of keyFields) if (key in value) value[key] = certifiedKey
  }
}

const someNone = () => new Uint8Array()

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function withAll(value: unknown, added: readonly unknown[]): unknown[] {
  return [...new Set([...added, ...listOf(value)])]
}

function extend(structure: unknown, name: string, added: readonly unknown[]): void {
  if (typeof structure === 'object' && structure !== null)
    Object.assign(structure, { [name]: withAll(memberOf(structure, name), added) })
}
