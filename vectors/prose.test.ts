import { expect, it } from 'vitest'
import { type Codec, decode, encode } from '../src/codec/index.js'
import { GroupContext, KeyPackage, LeafNode, RatchetTree } from '../src/mls/wire/index.js'
import { loadVectors } from './load.js'
import { bytes } from '../src/wire/test-values.js'
import { structures } from '../src/wire/structures.js'
import { fits } from '../src/wire/prose/kinds.js'
import { onlyByProse, proseBreach } from '../src/wire/prose/index.js'

/** The plain value of a structure, which keeps every rule. */
function plain<T>(codec: Codec<T>, struct: string): T {
  const [file] = loadVectors({ draft: '06', struct })
  return decode(codec, bytes(file?.cases.find(({ id }) => id === 'plain')?.bytes ?? ''))
}

it('finds nothing wrong with the plain value of any structure', () => {
  const broken = loadVectors().map(({ draft, struct, cases }) => {
    const codec = structures(draft)[struct]
    const one = cases.find(({ id }) => id === 'plain')
    return codec && one ? proseBreach(codec, decode(codec, bytes(one.bytes))) : { draft, struct }
  })
  expect(broken.filter((one) => one !== null)).toEqual([])
})

it('names the rule, its section and the place, wherever that is', () => {
  const leaf = plain(LeafNode, 'LeafNode')
  const context = plain(GroupContext, 'GroupContext')
  const keyPackage = plain(KeyPackage, 'KeyPackage')
  const [extension = { extension_type: 0xf001, extension_data: bytes('') }] = context.extensions
  const found: [Codec<unknown>, unknown][] = [
    [GroupContext, { ...context, extensions: [extension, extension] }],
    [GroupContext, { ...context, extensions: [{ extension_type: 3, extension_data: bytes('ff') }] }],
    [GroupContext, { ...context, extensions: [{ extension_type: 1, extension_data: bytes('00') }] }],
    [KeyPackage, { ...keyPackage, leaf_node: { ...leaf, encryption_key: bytes('0102') } }],
    [KeyPackage, { ...keyPackage, cipher_suite: 2 }],
    [RatchetTree, [{ node_type: 'leaf', leaf_node: leaf }, null]],
    [LeafNode, { ...leaf, capabilities: { ...leaf.capabilities, proposals: [1] } }],
  ]
  const places = found.map(([codec, value]) => {
    const breach = proseBreach(codec, decode(codec, encode(codec, value)))
    return breach && `${breach.path}: ${breach.section}`
  })
  expect(places).toEqual([
    'extensions: RFC 9420, 13.4',
    'extensions[0]: RFC 9420, 17.3',
    'extensions[0]: RFC 9420, 17.3',
    'leaf_node.encryption_key: RFC 9420, 17.1',
    'init_key: RFC 9420, 17.1',
    ': RFC 9420, 12.4.3.3',
    'capabilities: RFC 9420, 7.2',
  ])
})

it('asks for the lengths of the suite, and for none where the suite is unknown', () => {
  expect(fits('kem-key', new Uint8Array(32), 1)).toBe(true)
  expect(fits('kem-key', new Uint8Array(32), 2)).toBe(false)
  expect(fits('kem-key', new Uint8Array(3), 0x0a0a)).toBe(true)
  expect(fits('kem-key', new Uint8Array(3), null)).toBe(false)
})

it('tells what Mimicry refuses by prose alone from what the layout forbids', () => {
  expect(onlyByProse({ code: 'value-invalid', path: 'parent_node.unmerged_leaves[1]' })).toBe('RFC 9420, 7.1')
  expect(onlyByProse({ code: 'value-invalid', path: 'version' })).toBeNull()
  expect(onlyByProse({ code: 'truncated', path: 'aad_items[0].component_id' })).toBeNull()
})
