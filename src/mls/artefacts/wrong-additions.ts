/** Commits that add somebody by a key package which is not valid (RFC 9420, 10.1); leaf and Welcome go with it. */
import { generateSignatureKeys, keyPackageRef } from '../sign.js'
import { encode } from '../../codec/index.js'
import { type KeyPackageBundle, makeKeyPackage } from '../key-package-bundle.js'
import { KeyPackage } from '../wire/key-package.js'
import type { LeafNodeTBS } from '../wire/leaf-node.js'
import type { Proposal } from '../wire/proposal.js'
import type { RatchetTree } from '../wire/ratchet-tree.js'
import { proposalTypes } from '../wire/registries.js'
import type { Welcome } from '../wire/welcome.js'
import type { WrongUpdate } from './artefact.js'
import { type CommitContent, forge } from './forge.js'
import { flipped } from './frame.js'
import { type KeyPackageEdits, resigned } from './key-packages.js'
import { unassigned } from './unassigned.js'
import { made } from './update.js'

const day = 24n * 3600n
const now = () => BigInt(Math.floor(Date.now() / 1000))

export const wrongAdditions = {
  keyPackageSignature: adding('the signature of the key package is of the right length, and wrong in one bit', {
    signed: (it) => ({ ...it, signature: flipped(it.signature) }),
  }),
  keyPackageLabel: adding('the key package is signed under the label LeafNodeTBS', { label: 'LeafNodeTBS' }, '5.1.2'),
  keyPackageLeafSignature: adding('the signature of its leaf is of the right length, and wrong in one bit', {
    signedLeaf: (it) => ({ ...it, signature: flipped(it.signature) }),
  }),
  keyPackageInitKey: adding('its init key is also the encryption key of its leaf', {
    keyPackage: (it) => ({ ...it, init_key: it.leaf_node.encryption_key }),
  }),
  keyPackageVersion: adding('it is of a protocol version that nobody speaks', {
    keyPackage: (it) => ({ ...it, version: unassigned }),
  }),
  staleKeyPackage: adding(
    'the lifetime of the key package is over since yesterday',
    { leaf: livingUntil(-2n * day, -day) },
    '7.3',
  ),
  futureKeyPackage: adding(
    'the lifetime of the key package begins tomorrow',
    { leaf: livingUntil(day, 2n * day) },
    '7.3',
  ),
  wrongSuite: addition("the key package is valid, but of another cipher suite than the group's", '10.1', inOtherSuite),
} satisfies Record<string, WrongUpdate>

function adding(what: string, edits: KeyPackageEdits, section = '10.1'): WrongUpdate {
  return addition(what, section, (bundle) => resigned(bundle, edits))
}

function livingUntil(from: bigint, to: bigint) {
  return (leaf: LeafNodeTBS): LeafNodeTBS =>
    'lifetime' in leaf ? { ...leaf, lifetime: { not_before: now() + from, not_after: now() + to } } : leaf
}

function inOtherSuite({ suite, keyPackage }: KeyPackageBundle): KeyPackageBundle {
  const { leaf_node, extensions } = keyPackage
  if (leaf_node.leaf_node_source !== 'key_package') throw new RangeError('start from a valid key package')
  const { credential, capabilities, lifetime, extensions: leafExtensions } = leaf_node
  const other = suite === 1 ? 2 : 1
  const signatureKeys = generateSignatureKeys(other)
  return makeKeyPackage({ suite: other, credential, signatureKeys, capabilities, lifetime, extensions, leafExtensions })
}

/** The twin with another key package for its newcomer. */
function addition(what: string, section: string, spoil: (bundle: KeyPackageBundle) => KeyPackageBundle): WrongUpdate {
  return made({ what, section, problem: 'proposal', twin: 'add' }, (forging) => {
    if (!forging.added) throw new RangeError('expected the key package that the twin adds')
    const right = forging.added
    const wrong = spoil(right)
    return forge(forging, {
      leaves: (tree) => leafReplaced(tree, right.keyPackage, wrong.keyPackage),
      content: (content) => addReplaced(content, right.ref, wrong.keyPackage),
      welcome: (welcome) => welcome && readdressed(welcome, right.ref, wrong.ref),
    })
  })
}

function leafReplaced(tree: RatchetTree, right: KeyPackage, { leaf_node }: KeyPackage): RatchetTree {
  const key = right.leaf_node.encryption_key
  const at = tree.findIndex(
    (node) => node?.node_type === 'leaf' && Buffer.compare(node.leaf_node.encryption_key, key) === 0,
  )
  if (at < 0) throw new RangeError('expected a commit that adds the key package')
  return tree.with(at, { node_type: 'leaf', leaf_node })
}

function addReplaced(content: CommitContent, ref: Uint8Array, key_package: KeyPackage): CommitContent {
  const add: Proposal = { proposal_type: proposalTypes.add, key_package }
  const proposals = content.commit.proposals.map((entry) =>
    entry.type === 'proposal' && adds(entry.proposal, ref) ? { ...entry, proposal: add } : entry,
  )
  return { ...content, commit: { ...content.commit, proposals } }
}

function adds(proposal: Proposal, ref: Uint8Array): boolean {
  if (!('key_package' in proposal)) return false
  const { key_package } = proposal
  return Buffer.compare(keyPackageRef(key_package.cipher_suite, encode(KeyPackage, key_package)), ref) === 0
}

/** The Welcome for the other reference. */
function readdressed(welcome: Welcome, from: Uint8Array, to: Uint8Array): Welcome {
  const secrets = welcome.secrets.map((entry) =>
    Buffer.compare(entry.new_member, from) === 0 ? { ...entry, new_member: to } : entry,
  )
  return { ...welcome, secrets }
}
