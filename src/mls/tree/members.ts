/** What the leaves of a tree must have in common, and what each must have alone (RFC 9420, 7.3, 11.1 and 13.4). */
import { lacking, supportedBy } from '../capabilities.js'
import type { RequiredCapabilities } from '../wire/key-package.js'
import type { Extension } from '../wire/leaf-node.js'
import { type LeafEntry, leavesOf, nodeIndex, parentsOf, type Tree } from './nodes.js'

/** What the GroupContext asks of every leaf. */
export interface Demands {
  /** Of the GroupContext. */
  extensions: readonly Extension[]
  /** Null where the GroupContext has no such extension. */
  required: RequiredCapabilities | null
}

export interface MembershipDefect {
  /** The leaves to blame; two for a conflict between them. */
  leaves: number[]
  /** Field path within the LeafNode of the first. */
  path: string
  /** Section of RFC 9420. */
  section: string
  what: string
}

/** The first leaf that does not fit the group or the other leaves; null when all do. */
export function membershipDefect(tree: Tree, demands: Demands): MembershipDefect | null {
  const leaves = [...leavesOf(tree)]
  const credentials = new Map(leaves.map((entry) => [entry.leaf_node.credential.credential_type, entry.leaf_index]))
  for (const entry of leaves) {
    const defect = demandDefect(entry, demands) ?? credentialDefect(entry, credentials)
    if (defect) return defect
  }
  return signatureKeyDefect(leaves)
}

function demandDefect({ leaf_index, leaf_node }: LeafEntry, demands: Demands): MembershipDefect | null {
  const { capabilities } = leaf_node
  const [lack] = demands.required ? lacking(capabilities, demands.required) : []
  const found = { leaves: [leaf_index], path: 'capabilities' }
  if (lack) return { ...found, section: '7.3', what: `required_capabilities asks for ${lack}` }
  const supported = supportedBy(capabilities).extensions
  const unsupported = demands.extensions.find(({ extension_type }) => !supported.has(extension_type))
  if (!unsupported) return null
  const what = `the GroupContext has an extension of type ${unsupported.extension_type}, which it does not list`
  return { ...found, section: '13.4', what }
}

function credentialDefect(
  { leaf_index, leaf_node }: LeafEntry,
  inUse: ReadonlyMap<number, number>,
): MembershipDefect | null {
  for (const [type, user] of inUse) {
    if (supportedBy(leaf_node.capabilities).credentials.has(type)) continue
    const what = `leaf ${user} has a credential of type ${type}, which it does not list`
    return { leaves: [leaf_index, user], path: 'capabilities.credentials', section: '7.3', what }
  }
  return null
}

function signatureKeyDefect(leaves: readonly LeafEntry[]): MembershipDefect | null {
  const owners = new Map<string, number>()
  for (const { leaf_index, leaf_node } of leaves) {
    const key = keyText(leaf_node.signature_key)
    const owner = owners.get(key)
    if (owner !== undefined) {
      const what = `leaf ${owner} has the same key`
      return { leaves: [leaf_index, owner], path: 'signature_key', section: '7.3', what }
    }
    owners.set(key, leaf_index)
  }
  return null
}

/** Every encryption key of a tree with the place in the array of the node that has it. */
export interface EncryptionKeys {
  owners: ReadonlyMap<string, number>
  /** Two nodes with one key; null where each has its own (7.3, 12.4.3.1). */
  conflict: [number, number] | null
}

export function encryptionKeys(tree: Tree): EncryptionKeys {
  const owners = new Map<string, number>()
  let conflict: [number, number] | null = null
  const add = (encryptionKey: Uint8Array, node: number) => {
    const key = keyText(encryptionKey)
    const owner = owners.get(key)
    if (owner === undefined) owners.set(key, node)
    else conflict ??= [node, owner]
  }
  for (const { leaf_index, leaf_node } of leavesOf(tree)) add(leaf_node.encryption_key, 2 * leaf_index)
  for (const node of parentsOf(tree)) add(node.parent.encryption_key, nodeIndex(node))
  return { owners, conflict }
}

const texts = new WeakMap<Uint8Array, string>()

/** A key as text, made once: nodes keep their keys from one tree to the next. */
export function keyText(key: Uint8Array): string {
  const known = texts.get(key)
  if (known !== undefined) return known
  const text = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
  texts.set(key, text)
  return text
}
